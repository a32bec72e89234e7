import { join, tenantBind } from '../database/assemble.ts'
import type { Fragment } from '../database/fragment.ts'
import type { BoundStatement } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'
import { quoted } from '../records/names.ts'
import { summarise } from '../records/read.ts'

/** What a part of the records comes to: how many they are, and the sum of a field, by currency where it is money. */
export interface Measure {
  /** The day, value or id they have in common; null for those that have none. */
  readonly part: string | null
  readonly currency: string | null
  readonly count: number
  readonly sum: number | null
  /** Put together of all parts beyond the greatest. */
  readonly isRest: boolean
  /** Of a reference: what the record is called; null where the reader may not see that. */
  readonly label: string | null
}

export interface MeasureOptions {
  readonly where: Readonly<Record<string, unknown>>
  /** The field whose values are added up. */
  readonly of?: FieldModel | undefined
  /** A date or instant: a part is a day in the tenant's zone. */
  readonly day?: { readonly column: string; readonly isInstant: boolean } | undefined
  /** A field with one value: a part is a value. */
  readonly by?: FieldModel | undefined
  /** The resource that `by` points to. */
  readonly target?: ResourceModel | undefined
  /** So many parts, the greatest first; the rest as one. */
  readonly most?: number
}

/** One statement that reads what the actor may read, puts it together and names the parts. */
export function measure(context: Context, model: ResourceModel, options: MeasureOptions): BoundStatement<Measure> {
  const { where, of, day, by, target, most } = options
  const { plan, tenant } = context
  const key = [of?.name, day?.column, by?.name, most].join(' ')
  return summarise(context, model, { where, key, values: [tenant.zone] }, (found, value) => {
    const columns = [
      join(day ? dayOf(day, value(0)) : plain(by ? `t.${columnOf(by)}::text` : 'null::text'), ' as part'),
      plain(`${of?.kind === 'money' ? `t.${quoted(of.columns[1]?.name ?? '')}` : 'null::text'} as currency`),
      plain(`${of ? `t.${columnOf(of)}` : 'null::bigint'} as amount`),
    ]
    return {
      text: join(
        'with found as (',
        found(columns),
        `), parts as (select part, currency, count(*) as rows, sum(amount) as amount, sum(${of ? 'sum(amount)' : 'count(*)'}) over (partition by part) as weight`,
        ' from found group by part, currency),',
        ' ranked as (select *, dense_rank() over (order by weight desc nulls last, part) as place from parts),',
        ` shown as (select case when ${within(most)} then part end as part, currency, sum(rows) as rows, sum(amount) as amount, not ${within(most)} as rest`,
        ' from ranked group by 1, 2, 5)',
        ' select part, currency, rows, amount, rest, ',
        target ? labelOf(target) : plain('null::text'),
        ' from shown order by rest, rows desc, part',
      ),
      decode: ([part, currency, rows, amount, rest, label]) => ({
        part: part ?? null,
        currency: currency ?? null,
        count: Number(rows),
        sum: amount == null ? null : Number(amount),
        isRest: rest === 't',
        label: label ?? null,
      }),
    }
  })

  /** What is pointed to is called by its name only before who may read it. */
  function labelOf(resource: ResourceModel): Fragment {
    const title = resource.title
    const isOpen =
      title !== null &&
      plan.has(resource.name, 'read') &&
      plan.condition(resource.name, 'read', title) === plan.condition(resource.name, 'read')
    const field = isOpen ? resource.fields.get(title) : undefined
    if (!field) return plain('null::text')
    return join(
      `(select r.${columnOf(field)} from ${resource.qualified} as r where r.tenant_id = `,
      tenantBind,
      ' and r.id = shown.part::uuid and (',
      plan.predicate(resource.name, 'read', 'r'),
      '))',
    )
  }
}

const within = (most: number | undefined) => (most === undefined ? 'true' : `place <= ${most}`)
const plain = (text: string): Fragment => ({ text, binds: [] })
const columnOf = ({ columns, name }: FieldModel) => quoted(columns[0]?.name ?? name)

function dayOf({ column, isInstant }: { column: string; isInstant: boolean }, zone: Fragment): Fragment {
  return isInstant
    ? join(`(t.${quoted(column)} at time zone `, zone, ')::date::text')
    : plain(`t.${quoted(column)}::text`)
}
