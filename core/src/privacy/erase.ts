import { type Actor, DomainError } from '@guildhall/sdk'
import type pg from 'pg'
import { bind, prepare } from '../database/statement.ts'
import type { Mailer } from '../mail/mailer.ts'
import { requireNothingHeld } from '../people/holdings.ts'
import type { Person } from '../people/people.ts'
import type { Engine, Operation } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import { openScope } from '../records/scope.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { actOn } from '../records/write/act.ts'
import { type Ask, type Card, type Circle, gather, standsForPerson } from './about.ts'
import { emptyRecords } from './empty.ts'
import { superadminStays } from './errors.ts'
import { personErased } from './events.ts'
import { letterTo } from './letters.ts'
import { eraseLogin } from './login.ts'
import { marksOf, patternOf, selectWhole } from './marks.ts'
import { isErasedAddress } from './neutral.ts'
import { emptiedFields } from './plan.ts'
import type { Request } from './requests.ts'
import { keptOf } from './retention.ts'
import { strikeOut } from './traces.ts'

export interface Erasing {
  readonly engine: Engine
  /** Of the owner: logins and books are the installation's. */
  readonly pool: pg.Pool
  readonly mailer: Mailer
  readonly tenantId: string
  /** The system's, in the name of who let it be done. */
  readonly source: ContextSource
  readonly request: Request
  readonly onError: (error: unknown) => void
}

/** Records at a time, each time in a transaction of their own. */
const portion = 100

const doneHere = prepare(
  `select distinct record_id from guildhall.history where tenant_id = $1::uuid and resource = $2 and record_id = any($3::uuid[]) and action = 'erase' and request_id = $4`,
  ([id]) => String(id),
)
const tellProgress = prepare(
  'update guildhall.privacy_requests set done = $3::bigint, total = $4::bigint where tenant_id = $1::uuid and id = $2::uuid',
)
const actorNamed = prepare(
  'select id, kind, label from guildhall.actors where tenant_id = $1::uuid and id = $2::uuid',
  ([id, kind, label]): Actor => ({ id: String(id), kind: kind as Actor['kind'], label: String(label) }),
)
const closeRequest = prepare(
  `update guildhall.privacy_requests set state = 'done', finished_at = $3::timestamptz, counts = $4::jsonb, again_at = $5::date, reason = null, answer = null, error = null
   where tenant_id = $1::uuid and id = $2::uuid`,
)
const dropCopies = prepare(
  `delete from guildhall.privacy_parts p using guildhall.privacy_requests r
   where p.tenant_id = $1::uuid and r.tenant_id = p.tenant_id and r.id = p.request_id and r.record_id = any($2::uuid[])`,
)
const dropReasons = prepare(
  'update guildhall.privacy_requests set reason = null, answer = null where tenant_id = $1::uuid and record_id = any($2::uuid[])',
)

export const erasureMark = (id: string) => `erasure:${id}`

/**
 * Erases a person, step by step. Whoever was killed in the middle calls it again: what is done finds nothing to do, the rest follows. The cards come
 * last, because they say where the rest is.
 *
 * @throws a domain error where something must be settled first: nothing was erased yet then
 */
export async function erasePerson(erasing: Erasing): Promise<void> {
  const { engine, pool, tenantId, request, source } = erasing
  const inTenant = <T>(work: (operation: Operation) => Promise<T>) => transact(engine, source, work)
  const circle = await inTenant((operation) =>
    circleOf(operation, { resource: request.resource, id: request.recordId }),
  )
  const people = circle.cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
  const ids = [...circle.about.values()].flat()

  for (const id of people) await inTenant((operation) => letGo(operation, pool, id, request.heirId))
  const marks = await inTenant((operation) => marksOf(asking(operation), tenantId, circle))
  const letter = await inTenant((operation) => letterTo(operation, request))
  const pattern = patternOf(marks)
  if (pattern) await strikeOut(pool, tenantId, pattern, ids)
  // Told while there is still somebody to tell; that a mail does not arrive keeps nobody's data.
  if (letter && pattern) await erasing.mailer.send({ ...letter, template: 'erasureDone' }).catch(erasing.onError)
  const counts = await emptyAll(erasing, circle)
  await eraseLogin({ pool, clock: engine.clock, tenantId, people, pattern })
  await inTenant(async (operation) => {
    const { context, unit } = operation
    const cards = circle.cards.map(({ id }) => id)
    unit.queue(bind(dropCopies, tenantId, cards))
    unit.queue(bind(dropReasons, tenantId, cards))
    unit.queue(
      bind(closeRequest, tenantId, request.id, context.clock.now(), JSON.stringify(counts.records), counts.againAt),
    )
    unit.queue(
      historyOfAct(context, {
        kind: 'privacy',
        action: 'erase',
        after: { request: request.id, records: counts.records },
      }),
    )
    const payload = { id: request.id, resource: request.resource, record: request.recordId }
    unit.queue(factOfAct(context, { name: personErased.name, key: `${request.resource}/${request.recordId}`, payload }))
    unit.afterCommit(() => engine.nudge(tenantId))
  })
}

/** Within an operation, questions of the transaction. */
export const asking =
  ({ unit }: Operation): Ask =>
  async (statement) =>
    (await unit.run(statement))[0].rows

export const circleOf = (operation: Operation, card: Card): Promise<Circle> =>
  gather(asking(operation), operation.context.plan.registry, operation.context.tenant.id, card)

/** In the name of who let it be done, so that the history says so. */
export async function inNameOf(operation: Operation, actorId: string): Promise<Actor> {
  const [{ rows }] = await operation.unit.run(bind(actorNamed, operation.context.tenant.id, actorId))
  return rows[0] ?? operation.context.actor
}

/** He hands over what he holds and comes in no more. Plugins may have a say in this, and so has the last administrator. */
async function letGo(operation: Operation, pool: pg.Pool, id: string, heir: string | null): Promise<void> {
  const { engine, unit, context } = operation
  const model = engine.registry.model('people')
  const [{ rows }] = await unit.run(selectWhole(context.tenant.id, model, [id]))
  const person = rows[0] as unknown as Person | undefined
  if (!person || isErasedAddress(person.email)) return
  await refuseSuperadmin(pool, context.tenant.id, [id])
  if (heir && heir !== id) await actOn(operation, model, id, 'leave', { heir })
  else {
    await requireNothingHeld(operation, id)
    if (person.status !== 'deactivated') await actOn(operation, model, id, 'deactivate', {})
  }
}

/** @throws 409 for who runs the installation */
export async function refuseSuperadmin(pool: pg.Pool, tenantId: string, people: readonly string[]): Promise<void> {
  const { rowCount } = await pool.query(
    `select from guildhall.memberships m join guildhall.users u on u.id = m.user_id and u.superadmin
     where m.tenant_id = $1 and m.person_id = any ($2::uuid[])`,
    [tenantId, people],
  )
  if ((rowCount ?? 0) > 0) throw superadminStays()
}

interface Counts {
  readonly records: Readonly<Record<string, number>>
  readonly againAt: string | null
}

/** Others' records first, then the cards, each portion for itself. */
async function emptyAll(erasing: Erasing, { about, cards }: Circle): Promise<Counts> {
  const { engine, source, tenantId, request } = erasing
  const mark = erasureMark(request.id)
  const records: Record<string, number> = {}
  let [done, againAt] = [0, null as string | null]
  const total = [...about.values()].reduce((sum, ids) => sum + ids.length, 0)
  const ordered = [...about].sort(([one], [other]) => Number(standsForPerson(one)) - Number(standsForPerson(other)))
  for (const [model, ids] of ordered) {
    for (let from = 0; from < ids.length; from += portion) {
      const part = ids.slice(from, from + portion)
      await transact(engine, source, async (operation) => {
        const { context, unit } = operation
        if (emptiedFields(model).length > 0) {
          const kept = await stays(operation, model, part)
          const [{ rows: before }] = await unit.run(bind(doneHere, tenantId, model.name, part, mark))
          const now = part.filter((id) => !kept.has(id) && !before.includes(id))
          if (standsForPerson(model) && now.length > 0) await runHooks(operation, cards)
          if (now.length > 0) await emptyRecords(operation, model, now)
          records[model.name] = (records[model.name] ?? 0) + part.length - kept.size
          for (const until of kept.values()) againAt = againAt === null || until < againAt ? until : againAt
        }
        done += part.length
        unit.queue(bind(tellProgress, context.tenant.id, request.id, done, total))
      })
    }
  }
  return { records, againAt }
}

async function stays({ context, unit }: Operation, model: ResourceModel, ids: readonly string[]) {
  const keeping = keptOf(context, model, ids)
  if (!keeping) return new Map<string, string>()
  const [{ rows }] = await unit.run(keeping)
  return new Map(rows.map(({ id, until }) => [id, until]))
}

/** What plugins keep of him beside their records. A refusal of theirs is a mistake, not an answer. */
async function runHooks(operation: Operation, cards: Circle['cards']): Promise<void> {
  const scope = openScope(operation)
  for (const { erasing } of operation.engine.hooks.person)
    await Promise.resolve(erasing?.({ cards, scope })).catch((error: unknown) => {
      throw error instanceof DomainError ? new TypeError(`A plugin cannot refuse an erasure: ${error.code}`) : error
    })
}
