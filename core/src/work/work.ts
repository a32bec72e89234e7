import type { Installation, Outbound, Plugin, Scope, Work } from '@guildhall/sdk'
import { bind, prepare } from '../database/statement.ts'
import type { Unit } from '../database/unit.ts'
import { writeSheet } from '../http/export/file.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Engine } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { readingPlace } from '../records/read-apart.ts'
import { stepIn } from '../records/step.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import type { Contexts } from '../tenancy/contexts.ts'
import { createGiveWay } from './give-way.ts'

export interface LendOptions {
  readonly engine: Engine
  readonly contexts: Pick<Contexts, 'contextForPlugin' | 'contextOfUser'>
  readonly outbound: Outbound
  readonly mailer: Pick<Mailer, 'post' | 'letter'>
  readonly publicUrl: string
  lendTo(plugin: string): Installation
  /** The plugin that keeps files, where there is one. */
  readonly files?: Pick<Plugin, 'name' | 'bringFile'> | undefined
}

/** Whose run it is. */
export interface WorkOf extends Pick<Work, 'data' | 'progress' | 'id'> {
  readonly tenantId: string
  readonly plugin: string
}

export type Lend = (of: WorkOf) => Promise<Work>

const userOf = prepare(
  'select user_id from guildhall.memberships where tenant_id = $1::uuid and person_id = $2::uuid',
  ([userId]) => String(userId),
)

/** What work of several transactions is lent, see `Work` of the sdk. */
export function lendWork({ engine, contexts, outbound, mailer, publicUrl, lendTo, files }: LendOptions): Lend {
  const step = <T>(source: ContextSource, work: (scope: Scope) => Promise<T>, database = engine.database) =>
    stepIn({ ...engine, database }, source, work)

  return async ({ tenantId, plugin, ...own }) => {
    const asPlugin: ContextSource = (fresh) => contexts.contextForPlugin(tenantId, plugin, { fresh })
    const { tenant } = await asPlugin(false)
    const asPerson = async (personId: string): Promise<ContextSource> => {
      const userId = await transact(engine, asPlugin, ({ unit }) => userOfPerson(unit, tenantId, personId))
      return (fresh) => contexts.contextOfUser(tenantId, userId, { fresh, reason: plugin })
    }
    return {
      ...own,
      tenant,
      clock: engine.clock,
      publicUrl,
      outbound,
      installation: lendTo(plugin),
      within: (work) => step(asPlugin, work),
      async withinAs(personId, work, { reads } = {}) {
        const source = await asPerson(personId)
        return step(source, work, reads === 'apart' ? await readingPlace(engine) : engine.database)
      },
      async keepFile(file, { as } = {}) {
        const { plugins } = await asPlugin(false)
        if (!files?.bringFile || !plugins.has(files.name)) return null
        const source = as === undefined ? asPlugin : await asPerson(as)
        return files.bringFile(lendTo(files.name), (work) => step(source, work), file)
      },
      letter: (parts) => mailer.letter(tenant, parts),
      giveWay: createGiveWay(),
      bytesOf: (sheet) => writeSheet(sheet, tenant.zone),
      mail: (letter) => mailer.post(letter),
    }
  }
}

async function userOfPerson(unit: Unit, tenantId: string, personId: string): Promise<string> {
  const [{ rows }] = await unit.run(bind(userOf, tenantId, personId))
  if (!rows[0]) throw notFound()
  return rows[0]
}
