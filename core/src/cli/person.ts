import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bind, prepare } from '../database/statement.ts'
import type { Platform } from '../platform.ts'
import type { Card } from '../privacy/about.ts'
import { copyTo } from '../privacy/copy/write.ts'
import { type Request, selectAll, selectRequest } from '../privacy/requests.ts'
import type { Context } from '../records/context.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { inOffice } from './office.ts'
import { personWords as words } from './person-words.ts'
import { Refusal } from './refusal.ts'
import { required } from './tenant.ts'
import type { Outcome, Verb, VerbContext } from './verb.ts'

const ofTenant = ['--tenant <slug>', words.tenant] as const
const byEmail = prepare(
  'select id from guildhall.people where tenant_id = $1::uuid and guildhall.email_key(email) = guildhall.email_key($2)',
  ([id]) => String(id),
)

interface Desk {
  readonly platform: Platform
  readonly slug: string
  readonly tenantId: string
  readonly source: ContextSource
  readonly context: Context
}

/** Opens the tenant that the options name, for work of the system in it. */
async function atDesk(options: VerbContext['options'], work: (desk: Desk) => Promise<Outcome>): Promise<Outcome> {
  const { tenant: slug } = options
  if (typeof slug !== 'string') throw new Refusal(words.whichTenant)
  return inOffice(async ({ platform }) => {
    const { id: tenantId } = await required(platform.tenancy, slug)
    const source = platform.tenancy.asSystem(tenantId, 'cli')
    return work({ platform, slug, tenantId, source, context: await source(true) })
  })
}

async function cardOf({ platform, slug, tenantId, source }: Desk, who: string): Promise<Card> {
  const [, resource = '', id = ''] = /^([a-z][a-z0-9-]*)\/([0-9a-f-]{36})$/.exec(who) ?? []
  if (resource) return { resource, id }
  const [found] = await transact(
    platform.engine,
    source,
    async ({ unit }) => (await unit.run(bind(byEmail, tenantId, who)))[0].rows,
  )
  if (!found) throw new Refusal(words.unknown(who, slug))
  return { resource: 'people', id: found }
}

const requestOf = ({ platform, tenantId, source }: Desk, id: string): Promise<Request | undefined> =>
  transact(platform.engine, source, async ({ unit }) => (await unit.run(bind(selectRequest, tenantId, id)))[0].rows[0])

const personExport: Verb = {
  name: 'person export',
  description: words.export,
  arguments: [['<who>', words.who]],
  options: [[...ofTenant], ['--to <file>', words.to]],
  run: ({ args: [who = ''], options }) =>
    atDesk(options, async (desk) => {
      const { to } = options
      if (typeof to !== 'string') throw new Refusal(words.whereTo)
      const card = await cardOf(desk, who)
      const { platform, tenantId, source, context } = desk
      await platform.privacy.plan(context, card)
      const about = { engine: platform.engine, pool: platform.events.pool, tenantId, source }
      const { tenant, language, zone } = context
      const t = platform.vocabulary.translator(language, { tenant, zone })
      let bytes = 0
      await copyTo({ ...about, card, isForHim: false, t }, async (pieces) => {
        const counted = async function* () {
          for await (const piece of pieces) {
            bytes += piece.length
            yield piece
          }
        }
        await pipeline(Readable.from(counted()), createWriteStream(to, { mode: 0o600 }))
      })
      return { lines: [words.exported(who, to, bytes)], data: { ...card, file: to, bytes } }
    }),
}

const personErase: Verb = {
  name: 'person erase',
  description: words.erase,
  arguments: [['<who>', words.who]],
  options: [
    [...ofTenant],
    ['--reason <text>', words.reason],
    ['--heir <email>', words.heir],
    ['--days <number>', words.days],
    ['--yes', words.yes],
  ],
  run: ({ args: [who = ''], options }) =>
    atDesk(options, async (desk) => {
      const { privacy } = desk.platform
      const card = await cardOf(desk, who)
      const plan = await privacy.plan(desk.context, card)
      const lines = [
        ...plan.erased.map(({ count, resource, fields }) => words.erased(count, resource, fields.join(', '))),
        ...plan.anonymised.map(({ count, resource }) => words.anonymised(count, resource)),
        ...plan.kept.map(({ count, resource, until }) => words.kept(count, resource, until)),
        ...plan.held.map(({ count, resource }) => words.held(count, resource)),
        ...(plan.login ? [words.login(plan.login.sessions, plan.login.keys, plan.login.isLast)] : []),
      ]
      if (options.yes !== true) return { lines: [...lines, words.confirm], data: { ...card, plan } }
      const { reason, heir } = options
      if (typeof reason !== 'string' || !reason.trim()) throw new Refusal(words.why)
      const days = daysOf(options.days)
      const heirs = typeof heir === 'string' ? { heir: (await cardOf(desk, heir)).id } : {}
      const id = await privacy.erase(desk.source, { card, reason, ...heirs, ...(days !== undefined && { days }) })
      if (days === 0) await privacy.work(desk.tenantId, id)
      const request = await requestOf(desk, id)
      if (request?.state === 'failed') throw new Refusal(words.failed(request.error ?? ''))
      const said = request?.state === 'done' ? words.done : words.begun(request?.runAt ?? null)
      return { lines: [...lines, said], data: { ...card, plan, request } }
    }),
}

const personErasures: Verb = {
  name: 'person erasures',
  description: words.erasures,
  options: [[...ofTenant]],
  run: ({ options }) =>
    atDesk(options, async ({ platform, tenantId, source }) => {
      const rows = await transact(
        platform.engine,
        source,
        async ({ unit }) => (await unit.run(bind(selectAll, tenantId, 1000, 0)))[0].rows,
      )
      const lines = rows.map(({ id, kind, state, resource, recordId, dueAt, runAt, error }) =>
        [id, kind, state, `${resource}/${recordId}`, runAt ?? dueAt, error ?? ''].join('  ').trimEnd(),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: rows }
    }),
}

const personWithdraw: Verb = {
  name: 'person withdraw',
  description: words.withdraw,
  arguments: [['<id>', words.id]],
  options: [[...ofTenant]],
  run: ({ args: [id = ''], options }) =>
    atDesk(options, async ({ platform, source }) => {
      await platform.privacy.withdraw(source, id)
      return { lines: [words.withdrawn], data: { id } }
    }),
}

function daysOf(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined
  const days = Number(text)
  if (!Number.isInteger(days) || days < 0 || days > 365) throw new Refusal(words.badDays)
  return days
}

export const personVerbs: readonly Verb[] = [personExport, personErase, personErasures, personWithdraw]
