import type { Where } from '@guildhall/sdk'
import { readInTenant } from '../database/enter.ts'
import type { BoundStatement } from '../database/statement.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { selectList } from '../records/read.ts'
import { unlimited } from '../records/scope.ts'
import { heirNeeded } from './errors.ts'

/** A field by which a person holds records, until somebody takes over from him. */
export interface HeldBy {
  readonly model: ResourceModel
  readonly field: FieldModel
  readonly where: Where
}

export interface Holding extends HeldBy {
  readonly count: number
}

/**
 * All fields that say so, of plugins that are off, too: their records are still there.
 * Memberships, which may exist once a person, come first: they open the door to the rest.
 */
export function heldBy({ models }: Registry): HeldBy[] {
  const found = [...models.values()].flatMap((model) =>
    [...model.fields.values()].flatMap((field) => {
      const { onLeave = 'keep' } = field.definition
      return onLeave === 'keep' ? [] : [{ model, field, where: onLeave === 'handOver' ? {} : onLeave.handOver }]
    }),
  )
  const isMembership = ({ model, field }: HeldBy) =>
    (model.definition.unique ?? []).some((names) => names.includes(field.name))
  return [...found.filter(isMembership), ...found.filter((one) => !isMembership(one))]
}

/** The records a person holds by a field. */
export function heldRecords(context: Context, { model, field, where }: HeldBy, person: string) {
  const query = { where: { ...where, [field.name]: person }, archived: 'without', sort: ['id', 'ASC'] } as const
  return (cursor?: string) =>
    selectList(context, model, { ...query, ...(cursor && { cursor: { value: cursor, id: cursor } }) })
}

/** How many records of each kind a person holds, whoever may see them. */
export async function holdingsOf(engine: Engine, context: Context, person: string): Promise<Holding[]> {
  const { fields, counts } = counting(engine.registry, context, person)
  const results = await readInTenant(engine.database, entryOf(context), counts)
  return withCounts(fields, results)
}

/** @throws 409 naming what somebody else has to take over */
export async function requireNothingHeld({ engine, context, unit }: Operation, person: string): Promise<void> {
  const { fields, counts } = counting(engine.registry, context, person)
  const held = withCounts(fields, await unit.run(...counts))
  if (held.length === 0) return
  const byResource = Map.groupBy(held, ({ model }) => model.name)
  throw heirNeeded({
    dependants: [...byResource].map(([resource, parts]) => ({
      resource,
      count: parts.reduce((sum, { count }) => sum + count, 0),
    })),
  })
}

function counting(registry: Registry, context: Context, person: string) {
  const fields = heldBy(registry)
  const everything = unlimited(context, registry, 'people.holdings')
  const counts: BoundStatement<number>[] = fields.map((held) => heldRecords(everything, held, person)().total())
  return { fields, counts }
}

function withCounts(fields: readonly HeldBy[], results: readonly { readonly rows: readonly number[] }[]): Holding[] {
  return fields
    .map((held, index) => ({ ...held, count: results[index]?.rows[0] ?? 0 }))
    .filter(({ count }) => count > 0)
}
