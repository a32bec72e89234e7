import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { complaintsOf } from '../imports/report.ts'
import type { Import } from '../imports/statements.ts'
import type { Platform } from '../platform.ts'
import type { Context } from '../records/context.ts'
import { importWords as words } from './import-words.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const mostTold = 50

export const importVerb: Verb = {
  name: 'import',
  description: words.import,
  arguments: [
    ['<resource>', words.resource],
    ['<file>', words.file],
  ],
  options: [
    ['--tenant <slug>', words.tenant],
    ['--as <email>', words.as],
    ['--dry-run', words.dryRun],
    ['--whole', words.whole],
    ['--match <field>', words.match],
    ['--mode <mode>', words.mode, ['create', 'update', 'both']],
    ['--source <name>', words.source],
  ],
  async run({ args: [resource = '', path = ''], options, print }) {
    const { tenant: slug, as, dryRun, whole } = options
    if (typeof slug !== 'string') throw new Refusal(words.tenantMissing)
    const bytes = await readFile(path).catch(() => {
      throw new Refusal(words.notThere(path))
    })
    return inOffice(async ({ platform }) => {
      const context = await contextOf(platform, slug, as)
      const { imports, engine } = platform
      const { id, sheets } = await imports.take(context, { name: basename(path), bytes }, resource)
      const said = Object.fromEntries(
        ['match', 'mode', 'source'].flatMap((name) => (options[name] ? [[name, options[name]]] : [])),
      )
      const mappings = sheets.map(({ mapping }) => mapping && { ...mapping, ...said })
      if (mappings[0]?.resource !== resource) throw new Refusal(words.unknownResource(resource))
      await imports.understand(context, id, mappings)
      await imports.step(context, id, dryRun ? 'check' : 'run', whole === true)
      await imports.work(context.tenant.id, id)
      const found = await imports.find(context, id)
      const complaints = await complaintsOf(engine, context, found, mostTold)
      const counts = { created: 0, updated: 0, unchanged: 0, refused: 0, ...found.counts }
      print({
        lines: [...complaints.map(({ row, column, reason }) => words.row(row, column, reason)), words.outcome(counts)],
        data: { id, state: found.state, counts, complaints },
      })
      refuseFailure(found, counts.refused, context)
      return undefined
    })
  },
}

async function contextOf({ tenancy, identity }: Platform, slug: string, as: unknown): Promise<Context> {
  const tenant = await required(tenancy, slug)
  const user = typeof as === 'string' ? await identity.requireUser(as) : null
  return tenancy.contextOfUser(tenant.id, user?.id ?? null, { reason: 'imports' })
}

/** @throws so that a script notices */
function refuseFailure({ state, error }: Import, refused: number, { translate }: Context): void {
  if (error) throw new Refusal(translate.error(error))
  if (state === 'refused') throw new Refusal(words.nothingWritten)
  if (refused > 0) throw new Refusal(words.someRefused)
}
