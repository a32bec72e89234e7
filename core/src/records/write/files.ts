import { bindValues, join, literal } from '../../database/assemble.ts'
import type { Fragment } from '../../database/fragment.ts'
import type { BoundStatement } from '../../database/statement.ts'
import { bindContextOf, type Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { FieldModel, Registry, ResourceModel } from '../model.ts'
import { compile } from '../select.ts'
import { ensure, tenant } from './checks.ts'

/** What a refusal for {@link ensureUnlinked} says. */
export const stillLinked = 'linked'

/**
 * The files a record newly names exist and stay while it is written: what a foreign key would do, where the migration cannot know the table
 * that files are kept in. Whoever deletes one of them waits, and then finds the link; whoever comes after him finds no file. Who names a
 * file shows it to all readers of the record, so he must be able to read it; that is asked before, for by being named it would become readable.
 */
export function ensureFiles(
  context: Context,
  registry: Registry,
  model: ResourceModel,
  draft: Readonly<Draft>,
  names: readonly string[],
  previous?: Readonly<Draft>,
): BoundStatement[] {
  return names.flatMap((name) => {
    const field = model.fields.get(name)
    const ids = field?.kind === 'files' ? added(draft[name], previous?.[name]) : []
    if (!field || ids.length === 0) return []
    const files = registry.model(field.definition.target ?? '')
    const those = join(
      `from ${files.qualified} t where t.tenant_id = `,
      tenant,
      ' and t.id = any(',
      literal(ids),
      '::uuid[])',
    )
    const hold = compile(join('select t.id ', those, ' order by t.id for key share'), (row) => row)
    const readable = context.plan.predicate(files.name, 'read', 't')
    const all = join('(select count(*) ', those, ' and (', readable, ')) = cardinality(', literal(ids), '::uuid[])')
    const unfit = (condition: Fragment) => join('not exists (select 1 ', those, ' and not (', condition, '))')
    return [
      { statement: hold.statement, values: bindValues(hold.binds, bindContextOf(context)) },
      ensure(context, `reference:${name}`, all),
      ...limitsOf(field).map(({ kind, condition }) => ensure(context, `${kind}:${name}`, unfit(condition))),
    ]
  })
}

/** What a field of files says of them, over the table they are kept in. */
function limitsOf({ definition: { accept, maxBytes } }: FieldModel): { kind: string; condition: Fragment }[] {
  const patterns = (accept ?? []).map((type) => type.replace('*', '%'))
  return [
    ...(accept ? [{ kind: 'file_type', condition: join('t.type like any(', literal(patterns), '::text[])') }] : []),
    ...(maxBytes ? [{ kind: 'file_size', condition: join('t.size <= ', literal(maxBytes), '::bigint') }] : []),
  ]
}

function added(ids: unknown, before: unknown): string[] {
  if (!Array.isArray(ids)) return []
  const known = new Set(Array.isArray(before) ? before : [])
  return ids.filter((id) => !known.has(id))
}

/** A file goes only when no record names it; asked after it was deleted, when whoever held it has ended. */
export function ensureUnlinked(
  context: Context,
  registry: Registry,
  model: ResourceModel,
  id: string,
): BoundStatement[] {
  const links = [...registry.models.values()].flatMap((other) =>
    [...other.fields.values()].filter(({ kind, definition }) => kind === 'files' && definition.target === model.name),
  )
  return links.map(({ link }) => {
    const named = join(
      `not exists (select 1 from ${link?.qualified} l where l.tenant_id = `,
      tenant,
      ' and l.target_id = ',
      literal(id),
      '::uuid)',
    )
    return ensure(context, stillLinked, named)
  })
}
