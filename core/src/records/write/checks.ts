import { bindValues, join, literal } from '../../database/assemble.ts'
import type { Fragment } from '../../database/fragment.ts'
import type { BoundStatement } from '../../database/statement.ts'
import { bindContextOf, type Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { Registry, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { compile } from '../select.ts'

/** Undoes the transaction unless the record as it now is lies within what the actor may do. */
export function ensureOutcome(
  context: Context,
  model: ResourceModel,
  action: string,
  id: string,
): BoundStatement | null {
  if (context.plan.verdict(model.name, action) === 'always') return null
  const predicate = context.plan.predicate(model.name, action, 't')
  return ensure(
    context,
    `outcome:${action}`,
    join(
      `exists (select 1 from ${model.qualified} t where t.tenant_id = `,
      tenant,
      ' and t.id = ',
      literal(id),
      '::uuid and (',
      predicate,
      '))',
    ),
  )
}

/** The same for many records at once. */
export function ensureOutcomes(
  context: Context,
  model: ResourceModel,
  action: string,
  ids: readonly string[],
): BoundStatement | null {
  if (context.plan.verdict(model.name, action) === 'always') return null
  const outside = join(
    'not exists (select 1 from unnest(',
    literal(ids),
    `::uuid[]) as written(id) where not exists (select 1 from ${model.qualified} t where t.tenant_id = `,
    tenant,
    ' and t.id = written.id and (',
    context.plan.predicate(model.name, action, 't'),
    ')))',
  )
  return ensure(context, `outcome:${action}`, outside)
}

/**
 * What the actor points to must exist for him: a record of another tenant, a deleted one and one he may not read give the same answer.
 * Where he may read all of the target, the foreign key says it.
 */
export function ensureReferences(
  context: Context,
  registry: Registry,
  model: ResourceModel,
  draft: Readonly<Draft>,
  names: readonly string[],
): BoundStatement[] {
  return names.flatMap((name) => {
    const field = model.fields.get(name)
    const target = field?.definition.target ? registry.models.get(field.definition.target) : undefined
    const value = draft[name] ?? null
    // Files are asked for before they are named: by the naming itself they would become readable (files.ts).
    if (field?.kind === 'files') return []
    if (!field || !target || value === null || context.plan.verdict(target.name, 'read') === 'always') return []
    const ids = Array.isArray(value) ? value : [value]
    if (ids.length === 0) return []
    const readable = join(
      `not exists (select 1 from unnest(`,
      literal(ids),
      `::uuid[]) as wanted(id) where not exists (select 1 from ${target.qualified} t where t.tenant_id = `,
      tenant,
      ' and t.id = wanted.id and (',
      context.plan.predicate(target.name, 'read', 't'),
      ')))',
    )
    return [ensure(context, `reference:${name}`, readable)]
  })
}

/** A record is not its own ancestor. Writers of one tree go one after another, so that two moves cannot close a circle together. */
export function ensureNoCycle(context: Context, model: ResourceModel, id: string): BoundStatement[] {
  const parent = model.definition.tree && model.fields.get(model.definition.tree)?.columns[0]?.name
  if (!parent) return []
  const lock = compile(
    join(
      'select pg_advisory_xact_lock(hashtextextended(',
      literal(`tree ${model.name} ${context.tenant.id}`),
      '::text, 0))',
    ),
    (row) => row,
  )
  const circle = join(
    `not exists (with recursive up(id) as (
       select t.${quoted(parent)} from ${model.qualified} t where t.tenant_id = `,
    tenant,
    ' and t.id = ',
    literal(id),
    `::uuid union select t.${quoted(parent)} from ${model.qualified} t join up on t.id = up.id where t.tenant_id = `,
    tenant,
    ') select 1 from up where id = ',
    literal(id),
    '::uuid)',
  )
  return [
    { statement: lock.statement, values: bindValues(lock.binds, bindContextOf(context)) },
    ensure(context, `cycle:${model.definition.tree}`, circle),
  ]
}

export const tenant: Fragment = { text: '?', binds: [{ kind: 'tenant' }] }

export function ensure(context: Context, detail: string, condition: Fragment): BoundStatement {
  const { statement, binds } = compile(
    join('select guildhall.ensure(', condition, ', ', literal(detail), '::text)'),
    (row) => row,
  )
  return { statement, values: bindValues(binds, bindContextOf(context)) }
}
