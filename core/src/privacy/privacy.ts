import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import type { Events } from '../events/index.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { Mailer } from '../mail/mailer.ts'
import { requireFit } from '../people/handing-over.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { invalid, notFound } from '../records/errors.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import type { Plans } from '../tenancy/plans.ts'
import { type Ask, type Card, gather, standsForPerson } from './about.ts'
import { requireErasable } from './erasable.ts'
import { alreadyAsked, cannotFetch, requestClosed, tooManyCopies, unknownRequest } from './errors.ts'
import { erasureAccepted, erasureAsked, erasureRefused, erasureWithdrawn } from './events.ts'
import { selectWhole } from './marks.ts'
import { type ErasurePlan, planErasure } from './plan.ts'
import { receiverIn } from './receivers.ts'
import { copiesSince, decide, insertRequest, type Request, type State, selectRequest } from './requests.ts'
import { workOn } from './work.ts'

export interface PrivacyOptions {
  readonly engine: Engine
  /** Of the owner. */
  readonly pool: pg.Pool
  readonly events: () => Pick<Events, 'enqueueJob'>
  readonly mailer: Mailer
  readonly vocabulary: Vocabulary
  readonly plans: Plans
  /** Of the system, in a tenant. */
  readonly asSystem: (tenantId: string, reason: string) => ContextSource
  readonly onError: (error: unknown) => void
}

/** For how many days an erasure can be taken back, unless another number is given. */
export const graceDays = 14
/** So many copies of one person are made within a day. */
const copiesADay = 3
const day = 86_400_000

export interface Erasure {
  readonly card: Card
  readonly reason: string
  readonly heir?: string | undefined
  readonly days?: number | undefined
}

/** Copies and erasures of what is kept about people: asked for, decided, done by the worker. */
export type Privacy = ReturnType<typeof keepPrivacy>

export function keepPrivacy(options: PrivacyOptions) {
  const { engine, pool, plans } = options
  const { clock } = engine

  /** To the worker, which looks for what is due by itself, too. */
  const enqueue = ({ tenant, actor }: Context, id: string) =>
    options
      .events()
      .enqueueJob({ tenantId: tenant.id, plugin: 'core', job: 'privacy', data: { id }, askedBy: actor.id })

  /** The card as it is; nobody's who does not stand for a person. @throws 404 */
  async function requireCard({ context, unit, engine }: Operation, { resource, id }: Card): Promise<void> {
    const model = engine.registry.models.get(resource)
    if (!model || !standsForPerson(model)) throw notFound()
    const [{ rows }] = await unit.run(selectWhole(context.tenant.id, model, [id]))
    if (rows.length === 0) throw notFound()
  }

  async function insert(operation: Operation, request: NewRequest): Promise<string> {
    const { context, unit } = operation
    const { card, kind, state, isOwn, userId = null, heir = null, reason = null, runAt = null } = request
    const id = uuid()
    const { tenant, actor } = context
    const decidedBy = state === 'asked' ? null : actor.id
    const values = [kind, card.resource, card.id, state, actor.id, isOwn, decidedBy, userId, heir, reason]
    unit.queue(bind(insertRequest, tenant.id, id, ...values, context.language, context.zone, clock.now(), runAt))
    const action = kind === 'copy' ? 'copy' : 'ask-erasure'
    unit.queue(historyOfAct(context, { kind: 'privacy', action, after: { request: id, ...card } }))
    return id
  }

  function tell(
    { context, unit }: Operation,
    event: { readonly name: string },
    id: string,
    { resource, id: record }: Card,
  ) {
    unit.queue(
      factOfAct(context, { name: event.name, key: `${resource}/${record}`, payload: { id, resource, record } }),
    )
    unit.afterCommit(() => engine.nudge(context.tenant.id))
  }

  async function find({ context, unit }: Operation, id: string): Promise<Request> {
    const [{ rows }] = await unit.run(bind(selectRequest, context.tenant.id, id))
    if (!rows[0]) throw unknownRequest()
    return rows[0]
  }

  async function change(operation: Operation, request: Request, step: Step): Promise<void> {
    const { context, unit } = operation
    const { state, from, answer = null, heir = null, runAt = null } = step
    const by = step.isDecision ? context.actor.id : request.decidedBy
    const [{ rows }] = await unit.run(
      bind(decide, context.tenant.id, request.id, state, by, answer, heir, runAt, clock.now(), from),
    )
    if (rows.length === 0) throw requestClosed()
    unit.queue(historyOfAct(context, { kind: 'privacy', action: step.action, after: { request: request.id } }))
    tell(operation, step.event, request.id, { resource: request.resource, id: request.recordId })
  }

  const dueIn = (days: number) => new Date(Date.parse(clock.now()) + days * day).toISOString()

  return {
    graceDays,
    find,
    /** What an erasure would do. @throws 404 */
    async plan(context: Context, card: Card): Promise<ErasurePlan> {
      const ask: Ask = async (statement) => (await readInTenant(engine.database, entryOf(context), [statement]))[0].rows
      const model = engine.registry.models.get(card.resource)
      if (!model || !standsForPerson(model)) throw notFound()
      if ((await ask(selectWhole(context.tenant.id, model, [card.id]))).length === 0) throw notFound()
      return planErasure({ engine, pool, context, ask }, card)
    },
    /** @param to who fetches it: the person himself, or who asks for him. @throws 404, 409 for one that is being made, 429 */
    async copy(source: ContextSource, card: Card, to: 'person' | 'asker', isOwn: boolean): Promise<string> {
      const [context, id] = await asked(() =>
        transact(engine, source, async (operation) => {
          const { context, unit } = operation
          await requireCard(operation, card)
          const since = new Date(Date.parse(clock.now()) - day).toISOString()
          const [{ rows }] = await unit.run(bind(copiesSince, context.tenant.id, card.id, since))
          if ((rows[0] ?? 0) >= copiesADay) throw tooManyCopies({ retryAfter: day / 1000 })
          const userId = to === 'asker' ? context.userId : await personsUser(operation, card)
          if (!userId && to === 'person') throw cannotFetch()
          return [
            context,
            await insert(operation, { card, kind: 'copy', state: 'waiting', isOwn: to === 'person' || isOwn, userId }),
          ]
        }),
      )
      await enqueue(context, id)
      return id
    },
    /** By the person himself: an administrator decides within a month. @throws 409 for a second one */
    askErasure: (source: ContextSource, { card, reason }: Erasure): Promise<string> =>
      asked(() =>
        transact(engine, source, async (operation) => {
          await requireErasable(operation, pool, plans, card)
          const id = await insert(operation, { card, kind: 'erasure', state: 'asked', isOwn: true, reason })
          tell(operation, erasureAsked, id, card)
          return id
        }),
      ),
    /** By an administrator: the grace period begins at once. @throws 404, 409, 422 for an heir who cannot be one */
    erase: (source: ContextSource, { card, reason, heir, days = graceDays }: Erasure): Promise<string> =>
      asked(() =>
        transact(engine, source, async (operation) => {
          await requireCard(operation, card)
          await requireErasable(operation, pool, plans, card)
          await requireHeirFor(operation, card, heir)
          const request = {
            card,
            kind: 'erasure',
            state: 'waiting',
            isOwn: false,
            reason,
            heir,
            runAt: dueIn(days),
          } as const
          const id = await insert(operation, request)
          tell(operation, erasureAccepted, id, card)
          return id
        }),
      ),
    accept: (source: ContextSource, id: string, { heir, days = graceDays }: Pick<Erasure, 'heir' | 'days'>) =>
      asked(() =>
        transact(engine, source, async (operation) => {
          const request = await find(operation, id)
          if (request.kind !== 'erasure') throw requestClosed()
          const card = { resource: request.resource, id: request.recordId }
          await requireErasable(operation, pool, plans, card)
          await requireHeirFor(operation, card, heir ?? request.heirId ?? undefined)
          const given = { ...(heir && { heir }), runAt: dueIn(days), isDecision: true }
          await change(operation, request, { ...steps.accept, ...given })
        }),
      ),
    refuse: (source: ContextSource, id: string, answer: string) =>
      transact(engine, source, async (operation) => {
        const request = await find(operation, id)
        if (request.kind !== 'erasure') throw requestClosed()
        await change(operation, request, { ...steps.refuse, answer, isDecision: true })
      }),
    /** Before anything was done. With `own` only what a person asked of himself. */
    withdraw: (source: ContextSource, id: string, own?: string) =>
      transact(engine, source, async (operation) => {
        const request = await find(operation, id)
        if (own !== undefined && (request.recordId !== own || !request.isOwn)) throw unknownRequest()
        if (request.kind !== 'erasure') throw requestClosed()
        await change(operation, request, steps.withdraw)
      }),
    /** The worker's part of one. */
    work: (tenantId: string, id: string, progress?: (done: number, total: number) => Promise<void>) =>
      workOn(options, tenantId, id, progress),
    /** What has come due, was left by who died, or has served its time. */
    async workAll(): Promise<void> {
      const now = clock.now()
      await pool.query(
        `delete from guildhall.privacy_parts p using guildhall.privacy_requests r where r.tenant_id = p.tenant_id and r.id = p.request_id and r.expires_at < $1`,
        [now],
      )
      const { rows } = await pool.query<{ tenant_id: string; id: string }>(
        `select r.tenant_id, r.id from guildhall.privacy_requests r join guildhall.tenants t on t.id = r.tenant_id and t.status in ('active', 'suspended')
         where (r.state in ('waiting', 'running') and coalesce(r.run_at, r.asked_at) <= $1) or (r.state = 'done' and r.again_at <= $1) order by r.asked_at`,
        [now],
      )
      for (const { tenant_id, id } of rows) await workOn(options, tenant_id, id).catch(options.onError)
    },
  }

  async function personsUser(operation: Operation, card: Card): Promise<string | null> {
    const { context, unit } = operation
    const ask: Ask = async (statement) => (await unit.run(statement))[0].rows
    const { cards } = await gather(ask, context.plan.registry, context.tenant.id, card)
    const people = cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
    const [{ rows }] = await unit.run(bind(receiverIn, context.tenant.id, people, clock.now()))
    return rows[0] ?? null
  }

  async function requireHeirFor(operation: Operation, card: Card, heir: string | undefined): Promise<void> {
    if (!heir) return
    if (card.resource !== 'people') throw invalid({}, [{ path: 'heir', code: 'validation.not_allowed' }])
    await requireFit(operation, card.id, heir)
  }
}

interface NewRequest {
  readonly card: Card
  readonly kind: 'copy' | 'erasure'
  readonly state: State
  readonly isOwn: boolean
  readonly userId?: string | null | undefined
  readonly heir?: string | undefined
  readonly reason?: string
  readonly runAt?: string
}

interface Step {
  readonly state: State
  readonly from: readonly State[]
  readonly action: string
  readonly event: { readonly name: string }
  readonly answer?: string
  readonly heir?: string
  readonly runAt?: string
  readonly isDecision?: boolean
}

const steps = {
  accept: { state: 'waiting', from: ['asked', 'failed'], action: 'accept-erasure', event: erasureAccepted },
  refuse: { state: 'refused', from: ['asked'], action: 'refuse-erasure', event: erasureRefused },
  withdraw: {
    state: 'withdrawn',
    from: ['asked', 'waiting', 'failed'],
    action: 'withdraw-erasure',
    event: erasureWithdrawn,
  },
} as const satisfies Record<string, Step>

/** The database lets one open request of a kind be, however many ask at once. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const violation = violationOf(error)
    if (violation?.code === sqlState.unique && violation.constraint === 'privacy_requests_open_key')
      throw alreadyAsked()
    throw error
  }
}
