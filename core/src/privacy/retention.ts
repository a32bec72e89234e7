import type { BoundStatement } from '../database/statement.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { ResourceModel } from '../records/model.ts'
import { quoted, snakeCase } from '../records/names.ts'

export interface Kept {
  readonly id: string
  /** The day from which it may go. */
  readonly until: string
}

/** Which of some records a law or the books keep yet; null where the resource keeps none. */
export function keptOf(context: Context, model: ResourceModel, ids: readonly string[]): BoundStatement<Kept> | null {
  const { retention } = model.definition
  if (!retention) return null
  const years = yearsOf(context, model.plugin, retention.years)
  if (years <= 0) return null
  const from = quoted(snakeCase(retention.from))
  const until = `(t.${from} + make_interval(years => $3::int))`
  const text = `select t.id, to_char(${until}, 'YYYY-MM-DD') from ${model.qualified} t
    where t.tenant_id = $1::uuid and t.id = any($2::uuid[]) and ${until} > $4::timestamptz`
  const statement = prepare(text, ([id, day]): Kept => ({ id: String(id), until: String(day) }))
  return bind(statement, context.tenant.id, ids, years, context.clock.now())
}

function yearsOf({ settings }: Context, plugin: string, years: number | { readonly setting: string }): number {
  return typeof years === 'number' ? years : Number(settings.get(plugin)?.[years.setting] ?? 0)
}
