import { bindValues, join, literal } from '../../database/assemble.ts'
import type { BoundStatement } from '../../database/statement.ts'
import { bindContextOf, type Context } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { Registry, ResourceModel } from '../model.ts'
import { compile } from '../select.ts'
import { ensure, tenant } from './checks.ts'

/** What a refusal for {@link ensureUnlinked} says. */
export const stillLinked = 'linked'

/**
 * The files a record names exist and stay while it is written: what a foreign key would do, where the migration cannot know the table
 * that files are kept in. Whoever deletes one of them waits, and then finds the link; whoever comes after him finds no file.
 */
export function ensureFiles(
  context: Context,
  registry: Registry,
  model: ResourceModel,
  draft: Readonly<Draft>,
  names: readonly string[],
): BoundStatement[] {
  return names.flatMap((name) => {
    const field = model.fields.get(name)
    const ids = draft[name]
    if (field?.kind !== 'files' || !Array.isArray(ids) || ids.length === 0) return []
    const { qualified } = registry.model(field.definition.target ?? '')
    const those = join(
      `from ${qualified} t where t.tenant_id = `,
      tenant,
      ' and t.id = any(',
      literal(ids),
      '::uuid[])',
    )
    const hold = compile(join('select t.id ', those, ' order by t.id for key share'), (row) => row)
    const all = join('(select count(*) ', those, ') = cardinality(', literal(ids), '::uuid[])')
    return [
      { statement: hold.statement, values: bindValues(hold.binds, bindContextOf(context)) },
      ensure(context, `reference:${name}`, all),
    ]
  })
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
