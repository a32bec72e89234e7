import type { Statement } from '../../database/statement.ts'
import { type BoundStatement, prepare } from '../../database/statement.ts'
import { codecOf, encodeCustom, encodeField, type WireRecord } from '../codec.ts'
import type { Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { numberingOf } from '../numbering.ts'
import type { PersonalKey } from '../personal/vault.ts'
import { remember } from '../remember.ts'
import { traceParts, traceValues } from './trace.ts'

interface InsertPlan {
  readonly statement: Statement<WireRecord>
  readonly numbered: FieldModel | undefined
}

const plans = new WeakMap<ResourceModel, InsertPlan>()

/** A new record with its number, links, history and first fact, in one statement that gives the record back. */
export function insertRecord(
  model: ResourceModel,
  id: string,
  draft: Readonly<Draft>,
  context: Context,
  key?: PersonalKey,
): BoundStatement<WireRecord> {
  const plan = remember(plans, model, () => buildPlan(model))
  const after = kept(model, draft)
  const change = { model, id, version: 1, action: 'create', past: 'created', before: null, after, key }
  const now = context.clock.now()
  return {
    statement: plan.statement,
    values: [
      context.tenant.id,
      id,
      now,
      context.actor.id,
      ...columnFields(model).flatMap((field) => encodeField(field, draft, context.zone)),
      ...(model.custom ? [encodeCustom(model.custom.fields, draft)] : []),
      ...linkFields(model).map((field) => draft[field.name] ?? []),
      ...(plan.numbered ? numberingOf(plan.numbered, context) : []),
      ...traceValues(context, change),
    ],
  }
}

export const columnFields = (model: ResourceModel) =>
  [...model.fields.values()].filter(({ columns, definition }) => columns.length > 0 && !definition.numbering)
export const linkFields = (model: ResourceModel) => [...model.fields.values()].filter(({ link }) => link)

export function kept(model: ResourceModel, draft: Readonly<Draft>): Draft {
  const values = [...model.fields.values()]
    .filter(({ kind }) => kind !== 'many')
    .map(({ name }) => [name, draft[name] ?? null] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== null))
}

function buildPlan(model: ResourceModel): InsertPlan {
  let next = 0
  const parameter = (type: string) => `$${++next}::${type}`
  const [tenant, id, now, actor] = [parameter('uuid'), parameter('uuid'), parameter('timestamptz'), parameter('uuid')]
  const fields = columnFields(model)
  const values = fields.flatMap((field) => field.columns.map((column) => parameter(column.type)))
  const custom = model.custom && `jsonb_strip_nulls(${parameter('jsonb')})`
  const links = linkFields(model).map((field) => ({ field, targets: parameter('uuid[]') }))
  const numbered = [...model.fields.values()].find(({ definition }) => definition.numbering)
  const number = numbered && {
    column: quoted(numbered.columns[0]?.name ?? ''),
    series: parameter('text'),
    before: parameter('text'),
    width: parameter('int'),
    after: parameter('text'),
  }
  const names = fields.flatMap((field) => field.columns.map((column) => quoted(column.name)))
  const withNumber =
    number && ((after: string) => `${after} || jsonb_build_object('${numbered.name}', r.${number.column})`)
  const parts = [
    number &&
      `n as (insert into guildhall.counters (tenant_id, series, value) values (${tenant}, ${number.series}, 1)
        on conflict (tenant_id, series) do update set value = counters.value + 1 returning value)`,
    `r as (insert into ${model.qualified} (${['tenant_id', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', ...names, ...(custom ? ['custom'] : []), ...(number ? [number.column] : [])].join(', ')})
      values (${[tenant, id, '1', now, actor, now, actor, ...values, ...(custom ? [custom] : []), ...(number ? [numberText(number)] : [])].join(', ')}) returning *)`,
    ...links.map(
      ({ field, targets }, index) =>
        `l${index} as (insert into ${field.link?.qualified} (tenant_id, owner_id, target_id, position)
          select ${tenant}, ${id}, target, place from unnest(${targets}) with ordinality as given(target, place))`,
    ),
    model.definition.capabilities?.length
      ? `s as (insert into guildhall.subjects (tenant_id, resource, id) values (${tenant}, '${model.name}', ${id}))`
      : undefined,
    ...traceParts(model, parameter, withNumber),
  ]
  const codec = codecOf(model)
  const columns = codec.columns.map(({ sql, link }) => links.find(({ field }) => field === link)?.targets ?? sql)
  const text = `with ${parts.filter(Boolean).join(',\n')}\nselect ${columns.join(', ')} from r as t`
  return { statement: prepare(text, (row) => codec.decode(row)), numbered }
}

function numberText({ before, width, after }: { before: string; width: string; after: string }): string {
  return `(select ${before} || lpad(n.value::text, greatest(${width}, length(n.value::text)), '0') || ${after} from n)`
}
