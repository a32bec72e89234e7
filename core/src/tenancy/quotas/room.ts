import { type BoundStatement, bind, prepare, type Statement } from '../../database/statement.ts'
import type { Operation } from '../../records/engine.ts'
import type { ResourceModel } from '../../records/model.ts'
import { remember } from '../../records/remember.ts'
import { quotasOf, rowsCounted, summedOf, sumOf } from './quotas.ts'

const queueUp = prepare(`select pg_advisory_xact_lock(hashtextextended('quota ' || $1::text, 0))`)
const checks = new WeakMap<object, Map<string, Statement>>()

/**
 * Sees to it, before a record is written, that there is room for one more, or for as many as come together. Whoever adds waits for the one before him and then counts
 * what is really there, so no counter can go wrong and no two take the last place. Tenants without a quota pay nothing.
 */
export function takeRoom({ context, engine: { registry }, unit }: Operation, model: ResourceModel, places = 1): void {
  const { quotas, tenant } = context
  if (!quotas) return
  const counted = quotasOf(quotas, model)
  if (counted.length === 0 && !summedOf(quotas, model)) return
  unit.queue(bind(queueUp, tenant.id))
  const known = remember(checks, registry, () => new Map<string, Statement>())
  for (const [quota, most] of counted) unit.queue(check(quota, most))

  /** No more is counted than could matter. */
  function check(quota: string, most: number): BoundStatement {
    const statement = remember(known, quota, () =>
      prepare(
        `select guildhall.ensure((select count(*) from (${rowsCounted(registry, quota)} limit $2::bigint) as counted) + $4::bigint <= $2::bigint, $3)`,
      ),
    )
    return bind(statement, tenant.id, most, `quota:${quota}:${most}`, places)
  }
}

/** The same for what records add up to, asked once the new ones are there; whoever adds has queued up before. */
export function keepWithin({ context, engine: { registry }, unit }: Operation, model: ResourceModel): void {
  const { quotas, tenant } = context
  const [quota, most] = (quotas && summedOf(quotas, model)) ?? []
  const sum = quota === undefined ? null : sumOf(registry, quota)
  if (!sum) return
  const known = remember(checks, registry, () => new Map<string, Statement>())
  const statement = remember(known, `sum ${quota}`, () =>
    prepare(`select guildhall.ensure(${sum.expression} <= $2::bigint * ${sum.unit}::bigint, $3)`),
  )
  unit.queue(bind(statement, tenant.id, most, `quota:${quota}:${most}`))
}
