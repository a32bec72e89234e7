import { encodeParameter } from '../../database/encode.ts'
import { type BoundStatement, prepare, type Statement } from '../../database/statement.ts'
import { encodeField } from '../codec.ts'
import type { Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import { factOf, historyColumns, outboxColumns } from '../history.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { numberingOf } from '../numbering.ts'
import { personalOf, seal } from '../personal/fields.ts'
import type { PersonalKey } from '../personal/vault.ts'
import { remember } from '../remember.ts'
import { columnFields, kept, linkFields } from './insert.ts'

interface Row {
  readonly id: string
  readonly draft: Readonly<Draft>
}

interface Plan {
  readonly statement: Statement
  readonly numbered: FieldModel | undefined
}

const plans = new WeakMap<ResourceModel, Plan>()

/**
 * What {@link insertRecord} does for one record, for many in the same statement: numbers in the order of the rows, links, histories, facts.
 * The values are as they will be sent: what costs time is done before it is the statement's turn.
 */
export function insertMany(
  model: ResourceModel,
  rows: readonly Row[],
  keys: ReadonlyMap<string, PersonalKey>,
  context: Context,
): BoundStatement {
  const plan = remember(plans, model, () => buildPlan(model))
  const personal = personalOf(model)
  const encoded = rows.map(({ draft }) =>
    columnFields(model).flatMap((field) => encodeField(field, draft, context.zone)),
  )
  const width = columnFields(model).flatMap(({ columns }) => columns).length
  const afters = rows.map(({ draft }) => kept(model, draft))
  const facts = rows.map(({ id }, at) =>
    factOf({ model, id, version: 1, action: 'create', before: null, after: afters[at] ?? {} }, 'created'),
  )
  return {
    statement: plan.statement,
    values: [
      context.tenant.id,
      context.clock.now(),
      context.actor.id,
      rows.map(({ id }) => id),
      ...Array.from({ length: width }, (_, at) => encoded.map((values) => values[at] ?? null)),
      ...linkFields(model).flatMap((field) => {
        const links = rows.flatMap(({ id, draft }) =>
          ((draft[field.name] ?? []) as string[]).map((to, at) => [id, to, at + 1]),
        )
        return [0, 1, 2].map((part) => links.map((link) => link[part]))
      }),
      ...(plan.numbered ? numberingOf(plan.numbered, context) : []),
      ...(keepsHistory(model)
        ? [
            afters.map((after, at) => JSON.stringify(seal(after, personal, keys.get(rows[at]?.id ?? '')))),
            rows.map(({ id }) => keys.get(id)?.id ?? null),
            context.reason ?? null,
            context.requestId ?? null,
          ]
        : []),
      facts.map(({ payload }) => JSON.stringify(payload)),
    ].map(encodeParameter),
  }
}

const keepsHistory = (model: ResourceModel) => model.definition.history !== false

function buildPlan(model: ResourceModel): Plan {
  let next = 0
  const parameter = (type: string) => `$${++next}::${type}`
  const [tenant, now, actor, ids] = [
    parameter('uuid'),
    parameter('timestamptz'),
    parameter('uuid'),
    parameter('uuid[]'),
  ]
  const columns = columnFields(model).flatMap((field) => field.columns)
  const lists = columns.map(({ type }) => parameter(`${type.replace(/\(.*\)/, '')}[]`))
  const links = linkFields(model).map(({ link }) => ({
    table: link?.qualified,
    owners: parameter('uuid[]'),
    targets: parameter('uuid[]'),
    places: parameter('int[]'),
  }))
  const numbered = [...model.fields.values()].find(({ definition }) => definition.numbering)
  const number = numbered && quoted(numbered.columns[0]?.name ?? '')
  const series = numbered && [parameter('text'), parameter('text'), parameter('int'), parameter('text')]
  const names = columns.map(({ name }) => quoted(name))
  const given = columns.map((_, at) => `c${at}`)
  const [, before, width, after] = series ?? []
  const count = `(n.value - cardinality(${ids}) + g.place)::text`
  const parts = [
    `g as (select * from unnest(${[ids, ...lists].join(', ')}) with ordinality as given(${['id', ...given, 'place'].join(', ')}))`,
    series &&
      `n as (insert into guildhall.counters (tenant_id, series, value) values (${tenant}, ${series[0]}, cardinality(${ids}))
        on conflict (tenant_id, series) do update set value = counters.value + excluded.value returning value)`,
    `r as (insert into ${model.qualified} (${['tenant_id', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', ...names, ...(number ? [number] : [])].join(', ')})
      select ${[tenant, 'g.id', '1', now, actor, now, actor, ...given.map((name) => `g.${name}`), ...(number ? [`${before} || lpad(${count}, greatest(${width}, length(${count})), '0') || ${after}`] : [])].join(', ')}
      from g${series ? ', n' : ''} order by g.place returning id${number ? `, ${number} as number` : ''})`,
    ...links.map(
      ({ table, owners, targets, places }, at) =>
        `l${at} as (insert into ${table} (tenant_id, owner_id, target_id, position)
          select ${tenant}, link.* from unnest(${owners}, ${targets}, ${places}) as link(owner, target, place))`,
    ),
    model.definition.capabilities?.length
      ? `s as (insert into guildhall.subjects (tenant_id, resource, id) select ${tenant}, '${model.name}', g.id from g)`
      : undefined,
    keepsHistory(model) &&
      `h as (insert into guildhall.history (${historyColumns})
        select ${tenant}, uuidv7(), '${model.name}', e.id, 'create', 1, ${actor}, x.reason, ${now}, null, e.after${number ? ` || jsonb_build_object('${numbered?.name}', r.number)` : ''}, null, x.request, e.key
        from unnest(${ids}, ${parameter('jsonb[]')}, ${parameter('uuid[]')}) with ordinality as e(id, after, key, place)
        cross join (select ${parameter('text')} as reason, ${parameter('text')} as request) x${number ? ' join r on r.id = e.id' : ''} order by e.place)`,
    `o as (insert into guildhall.outbox (${outboxColumns})
      select ${tenant}, uuidv7(), '${model.plugin}.${model.name}.created', '${model.name}/' || e.id, ${actor}, ${now}, e.payload
      from unnest(${ids}, ${parameter('jsonb[]')}) with ordinality as e(id, payload, place) order by e.place)`,
  ]
  return { statement: prepare(`with ${parts.filter(Boolean).join(',\n')}\nselect count(*) from r`), numbered }
}
