import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { bind, prepare } from '../../database/statement.ts'
import { sqlState, violationOf } from '../../database/violation.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { asInstant, asInstantOrNull } from '../../records/codec.ts'
import type { Context } from '../../records/context.ts'
import type { Engine } from '../../records/engine.ts'
import { historyOfAct } from '../../records/record-act.ts'
import { tablesOf } from '../../records/tables/tables.ts'
import { tenantTables } from '../archive/catalogue.ts'
import { notBeingDeleted, notDueYet, slugNotTyped, tenantHasChildren, tenantIsBusy, tenantNotFound } from '../errors.ts'
import type { Outside } from '../kept-outside.ts'
import { inside } from '../load.ts'
import { queueUp } from '../tenant-statements.ts'
import { tellAdministrators } from './letters.ts'
import { countRows, lonelyUsers, purgeTenant } from './purge.ts'

/** What is lost with a tenant. */
export interface Loss {
  /** By resource, with what belongs to it; what belongs to none is under an empty name. */
  readonly rows: readonly { readonly resource: string; readonly rows: number }[]
  readonly people: number
  /** Of them, those who are people of no other tenant. */
  readonly lonely: number
  /** Those below it, by which it cannot be deleted. */
  readonly children: readonly string[]
}

export interface Deletion {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly askedBy: string
  readonly askedAt: string
  readonly dueAt: string
  readonly eraseUsers: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly usersErased: number
  readonly purgedAt: string | null
}

export interface Asking {
  /** Its short name, typed once more. */
  readonly slug: string
  readonly days?: number | undefined
  /** Whether users who are people of no other tenant go with it; they stay unless said. */
  readonly eraseUsers?: boolean | undefined
}

/** The end of a tenant: asked for, waited for, done by the worker; what stays is a stone with its name. */
export interface Deletions {
  /** For how many days one can be taken back, unless another number is given. */
  readonly graceDays: number
  loss(tenantId: string): Promise<Loss>
  /** @throws 404, 409 for one with others below it or on its way already, 422 for another slug */
  ask(tenantId: string, asking: Asking, by: Context): Promise<Deletion>
  /** @throws 409 where there is nothing to take back any more */
  takeBack(tenantId: string, by: Context): Promise<void>
  find(tenantId: string): Promise<Deletion | null>
  /** All that wait or are done, the newest first. */
  list(): Promise<Deletion[]>
  /** Now, or when it is due. @throws 409 @returns false while another is at it */
  purge(
    tenantId: string,
    options?: { readonly isNow?: boolean; readonly onProgress?: (table: string) => void },
  ): Promise<boolean>
  /** What has come due, and mails that were not sent yet. */
  work(): Promise<void>
}

export interface DeletionsOptions {
  readonly engine: Engine
  /** Of the owner. */
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly mailer: Mailer
  readonly graceDays: number
  readonly outside: Pick<Outside, 'remove'>
  onError(error: unknown): void
}

const columns = `d.id, d.slug, d.name, d.asked_by, d.asked_at, d.due_at, d.erase_users, d.counts, d.users_erased, d.purged_at`
const select = (rest: string) =>
  prepare(`select ${columns} from guildhall.tenant_deletions d ${rest}`, (row): Deletion => {
    const [id, slug, name, askedBy, askedAt, dueAt, eraseUsers, counts, usersErased] = row.map(String)
    return {
      id: id as string,
      slug: slug as string,
      name: name as string,
      askedBy: askedBy as string,
      askedAt: asInstant(askedAt as string),
      dueAt: asInstant(dueAt as string),
      eraseUsers: eraseUsers === 't',
      counts: JSON.parse(counts as string) as Record<string, number>,
      usersErased: Number(usersErased),
      purgedAt: asInstantOrNull(row[9]),
    }
  })
const findOne = select('where d.id = $1::uuid')
const findAll = select('order by d.asked_at desc limit 1000')
const children = prepare('select slug from guildhall.tenants where parent_id = $1::uuid order by slug', ([slug]) =>
  String(slug),
)
const requireOpen = prepare(
  `select guildhall.ensure(exists (select 1 from guildhall.tenants where id = $1::uuid and status in ('active', 'suspended')), 'leaving')`,
)
const requireAlone = prepare(
  `select guildhall.ensure(not exists (select 1 from guildhall.tenants where parent_id = $1::uuid), 'children')`,
)
const requireLeaving = prepare(
  `select guildhall.ensure(exists (select 1 from guildhall.tenants where id = $1::uuid and status = 'deleting'), 'staying')`,
)
const insert = prepare(
  `insert into guildhall.tenant_deletions (id, slug, name, status, asked_by, asked_at, due_at, erase_users)
   select id, slug, name, status, $2, $3::timestamptz, $4::timestamptz, $5::boolean from guildhall.tenants where id = $1::uuid`,
)
const shut = prepare(
  `update guildhall.tenants set status = 'deleting', epoch = epoch + 1, version = version + 1 where id = $1::uuid`,
)
const reopen = prepare(
  `update guildhall.tenants t set status = d.status, epoch = t.epoch + 1, version = t.version + 1
   from guildhall.tenant_deletions d where t.id = $1::uuid and d.id = t.id`,
)
const forget = prepare('delete from guildhall.tenant_deletions where id = $1::uuid')

const day = 86_400_000

export function keepDeletions({
  engine,
  pool,
  clock,
  mailer,
  graceDays,
  onError,
  outside,
}: DeletionsOptions): Deletions {
  const { database } = engine
  const resources = resourcesOf(engine)

  async function find(id: string): Promise<Deletion | null> {
    const [{ rows }] = await database.run([bind(findOne, id)])
    return rows[0] ?? null
  }

  async function refuse(id: string, error: unknown): Promise<never> {
    const violation = violationOf(error)
    if (violation?.code !== sqlState.notAllowed) throw error
    if (violation.detail === 'staying') throw notBeingDeleted()
    if (violation.detail !== 'children') throw tenantIsBusy()
    const [{ rows }] = await database.run([bind(children, id)])
    throw tenantHasChildren({ tenants: rows.join(', ') })
  }

  const purge: Deletions['purge'] = async (id, { isNow = false, onProgress } = {}) => {
    const found = await find(id)
    if (!found || found.purgedAt) throw notBeingDeleted()
    if (!isNow && found.dueAt > clock.now()) throw notDueYet({ dueAt: found.dueAt })
    return purgeTenant(id, { pool, now: clock.now, removeOutside: outside.remove, ...(onProgress && { onProgress }) })
  }

  return {
    graceDays,
    find,
    purge,
    async loss(id) {
      const [below] = await database.run([bind(children, id)])
      const client = await pool.connect()
      try {
        const counts = await countRows(client, id, (await tenantTables(client)).flat())
        const { rows } = await client.query<{ people: number; lonely: number }>(
          `select (select count(*)::int from guildhall.memberships where tenant_id = $1) as people,
             (select count(*)::int from (${lonelyUsers}) l) as lonely`,
          [id],
        )
        return { rows: byResource(counts, resources), ...(rows[0] ?? { people: 0, lonely: 0 }), children: below.rows }
      } finally {
        client.release()
      }
    },
    async ask(id, { slug, days = graceDays, eraseUsers = false }, by) {
      if (by.tenant.id !== id) throw tenantNotFound()
      if (slug !== by.tenant.slug) throw slugNotTyped({}, [{ path: 'slug', code: slugNotTyped.code }])
      const dueAt = new Date(Date.parse(clock.now()) + days * day).toISOString()
      const act = { kind: 'tenants', action: 'delete', after: { dueAt, eraseUsers } }
      await database
        .run([
          bind(queueUp),
          bind(requireOpen, id),
          bind(requireAlone, id),
          bind(insert, id, by.actor.label, clock.now(), dueAt, eraseUsers),
          bind(shut, id),
          inside(id),
          historyOfAct(by, act),
        ])
        .catch((error: unknown) => refuse(id, error))
      return (await find(id)) as Deletion
    },
    async takeBack(id, by) {
      await database
        .run([
          bind(queueUp),
          bind(requireLeaving, id),
          bind(reopen, id),
          bind(forget, id),
          inside(id),
          historyOfAct(by, { kind: 'tenants', action: 'undelete' }),
        ])
        .catch((error: unknown) => refuse(id, error))
    },
    async list() {
      const [{ rows }] = await database.run([bind(findAll)])
      return rows
    },
    async work() {
      await tellAdministrators({ pool, mailer, clock }).catch(onError)
      const { rows } = await pool.query<{ id: string }>(
        'select id from guildhall.tenant_deletions where purged_at is null and due_at <= $1 order by due_at',
        [clock.now()],
      )
      for (const { id } of rows) await purge(id).catch(onError)
    },
  }
}

function resourcesOf({ registry }: Engine): Map<string, string> {
  return new Map(
    [...registry.models.values()].flatMap((model) =>
      tablesOf(model, registry).map(({ schema, name }) => [`${schema}.${name}`, model.name] as const),
    ),
  )
}

/** Of a resource its records count, not the lists that belong to them. */
function byResource(counts: Readonly<Record<string, number>>, resources: ReadonlyMap<string, string>): Loss['rows'] {
  const sums = new Map<string, number>()
  for (const [table, rows] of Object.entries(counts)) {
    const resource = resources.get(table) ?? ''
    if (resource !== '' && table.includes('__')) continue
    sums.set(resource, (sums.get(resource) ?? 0) + rows)
  }
  return [...sums].map(([resource, rows]) => ({ resource, rows })).sort((a, b) => b.rows - a.rows)
}
