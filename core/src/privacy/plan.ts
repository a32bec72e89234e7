import type pg from 'pg'
import { holdingsOf } from '../people/holdings.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { personalOf } from '../records/personal/fields.ts'
import { type Ask, type Card, gather, namings } from './about.ts'
import { canBeEmptied } from './neutral.ts'
import { type Kept, keptOf } from './retention.ts'

export interface PlanLine {
  readonly resource: string
  readonly plugin: string
  readonly count: number
}

/** What an erasure would do. */
export interface ErasurePlan {
  /** Records whose personal fields are emptied, and which fields these are. */
  readonly erased: readonly (PlanLine & { readonly fields: readonly string[] })[]
  /** Records that only name him: they stay, and say that he was erased. */
  readonly anonymised: readonly PlanLine[]
  /** Records that must be kept, and until when the last of them. */
  readonly kept: readonly (PlanLine & { readonly until: string })[]
  /** What goes with his login; absent where he has none. */
  readonly login: Login | null
  /** What somebody must take over first. */
  readonly held: readonly PlanLine[]
}

export interface Login {
  readonly sessions: number
  readonly keys: number
  readonly views: number
  /** He is a person of no other tenant, so that he is no user any more. */
  readonly isLast: boolean
  readonly isSuperadmin: boolean
}

export interface Planning {
  readonly engine: Engine
  readonly pool: pg.Pool
  readonly context: Context
  readonly ask: Ask
}

export async function planErasure({ engine, pool, context, ask }: Planning, card: Card): Promise<ErasurePlan> {
  const { registry } = context.plan
  const { id: tenantId } = context.tenant
  const circle = await gather(ask, registry, tenantId, card)
  const erased: ErasurePlan['erased'][number][] = []
  const kept: ErasurePlan['kept'][number][] = []
  for (const [model, ids] of circle.about) {
    const fields = emptiedFields(model)
    if (fields.length === 0) continue
    const keeping = keptOf(context, model, ids)
    const staying: readonly Kept[] = keeping ? await ask(keeping) : []
    const line = { resource: model.name, plugin: model.plugin }
    if (ids.length > staying.length) erased.push({ ...line, count: ids.length - staying.length, fields })
    if (staying.length > 0) kept.push({ ...line, count: staying.length, until: latest(staying) })
  }
  const named = Map.groupBy(await namings(ask, registry, tenantId, circle), ({ model }) => model)
  const people = circle.cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
  const held = await Promise.all(people.map((id) => holdingsOf(engine, context, id)))
  return {
    erased,
    kept,
    anonymised: [...named].map(([model, parts]) => ({
      resource: model.name,
      plugin: model.plugin,
      count: new Set(parts.flatMap(({ ids }) => ids)).size,
    })),
    login: people.length > 0 ? await loginOf(pool, tenantId, people) : null,
    held: held.flat().map(({ model, count }) => ({ resource: model.name, plugin: model.plugin, count })),
  }
}

export const emptiedFields = (model: Parameters<typeof personalOf>[0]) =>
  [...personalOf(model)].filter((name) => {
    const field = model.fields.get(name)
    return field !== undefined && canBeEmptied(field)
  })

const latest = (kept: readonly Kept[]) =>
  kept
    .map(({ until }) => until)
    .sort()
    .at(-1) ?? ''

async function loginOf(pool: pg.Pool, tenantId: string, people: readonly string[]): Promise<Login | null> {
  const { rows } = await pool.query<Login>(
    `select (select count(*)::int from guildhall.sessions s where s.user_id = u.id and s.ended_at is null) as sessions,
       (select count(*)::int from guildhall.api_keys k where k.tenant_id = $1 and k.user_id = u.id and k.revoked_at is null) as keys,
       (select count(*)::int from guildhall.saved_views v where v.tenant_id = $1 and v.owner_id = m.person_id) as views,
       not exists (select from guildhall.memberships o where o.user_id = u.id and o.tenant_id <> $1) as "isLast", u.superadmin as "isSuperadmin"
     from guildhall.memberships m join guildhall.users u on u.id = m.user_id where m.tenant_id = $1 and m.person_id = any ($2::uuid[])`,
    [tenantId, people],
  )
  return rows[0] ?? null
}
