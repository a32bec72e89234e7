import { bindValues, join, literal } from '../../database/assemble.ts'
import type { BoundStatement } from '../../database/statement.ts'
import { bindContextOf, type Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { compile } from '../select.ts'
import { ensure, tenant } from '../write/checks.ts'
import { stillLinked } from '../write/files.ts'

/**
 * What a tenant's own field points to exists for the actor. No foreign key can say so of a value in `custom`: the target is locked as
 * one would lock it, so that whoever deletes it waits for this transaction and finds what it wrote.
 */
export function ensureCustomReferences(
  context: Context,
  model: ResourceModel,
  draft: Readonly<Draft>,
  changed: 'all' | readonly string[],
): BoundStatement[] {
  const pointing = (model.custom?.fields ?? []).filter(
    ({ kind, name }) =>
      kind === 'ref' && (draft[name] ?? null) !== null && (changed === 'all' || changed.includes(name)),
  )
  return pointing.flatMap((field) => {
    const target = context.plan.registry.models.get(field.definition.target ?? '')
    if (!target) return []
    const { statement, binds } = compile(
      join(
        `with held as materialized (select t.id from ${target.qualified} t where t.tenant_id = `,
        tenant,
        ' and t.id = ',
        literal(draft[field.name]),
        '::uuid and (',
        context.plan.predicate(target.name, 'read', 't'),
        ') for key share of t) select guildhall.ensure(exists (select 1 from held), ',
        literal(`reference:${field.name}`),
        '::text)',
      ),
      (row) => row,
    )
    return [{ statement, values: bindValues(binds, bindContextOf(context)) }]
  })
}

/** A record that a tenant's own field points to is not deleted. Asked after the deletion, which has waited for those who point. */
export function ensureUnpointed(context: Context, model: ResourceModel, id: string): BoundStatement[] {
  const ids = pointingAt(context, model).map(({ custom }) => custom?.id ?? '')
  if (ids.length === 0) return []
  const found = join(
    'not exists (select 1 from guildhall.custom_values v where v.tenant_id = ',
    tenant,
    ' and v.field_id = any(',
    literal(ids),
    `::uuid[]) and v.slot = 'text' and v.text_value = `,
    literal(id),
    '::text)',
  )
  return [ensure(context, stillLinked, found)]
}

/** The tenant's own fields that point to records of a resource. */
export function pointingAt({ plan }: Context, model: ResourceModel): FieldModel[] {
  return [...plan.registry.models.values()].flatMap((other) =>
    (other.custom?.fields ?? []).filter(({ kind, definition }) => kind === 'ref' && definition.target === model.name),
  )
}
