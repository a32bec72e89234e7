import { readInTenant } from '../database/enter.ts'
import { type BoundStatement, prepare } from '../database/statement.ts'
import { type Context, entryOf } from './context.ts'
import type { Engine } from './engine.ts'
import type { FieldModel, Registry, ResourceModel } from './model.ts'
import { quoted } from './names.ts'

export interface Dependant {
  readonly resource: string
  readonly plugin: string
  readonly count: number
}

const countPointing = prepare(
  `select count(*) from guildhall.custom_values where tenant_id = $1::uuid and text_value = $2::uuid::text and field_id = $3::uuid and slot = 'text'`,
  ([count]) => Number(count),
)

/** What keeps a record from being deleted: how many records of which resource point to it, those of plugins that are off included. */
export async function dependantsOf(
  engine: Engine,
  context: Context,
  model: ResourceModel,
  id: string,
): Promise<Dependant[]> {
  const pointing = [...engine.registry.models.values()].flatMap((child) =>
    [...child.fields.values()].flatMap((field) => {
      const text = countText(child, field, model)
      return text
        ? [
            {
              child,
              statement: {
                statement: prepare(text, ([count]) => Number(count)),
                values: [context.tenant.id, id],
              } satisfies BoundStatement<number>,
            },
          ]
        : []
    }),
  )
  const own = [...context.plan.registry.models.values()].flatMap((child) =>
    (child.custom?.fields ?? [])
      .filter(({ kind, definition }) => kind === 'ref' && definition.target === model.name)
      .map(({ custom }) => ({
        child,
        statement: { statement: countPointing, values: [context.tenant.id, id, custom?.id ?? ''] },
      })),
  )
  pointing.push(...own)
  const results = await readInTenant(
    engine.database,
    entryOf(context),
    pointing.map(({ statement }) => statement),
  )
  const counted = new Map<string, Dependant>()
  pointing.forEach(({ child }, index) => {
    const count = results[index]?.rows[0] ?? 0
    const known = counted.get(child.name)?.count ?? 0
    if (count > 0) counted.set(child.name, { resource: child.name, plugin: child.plugin, count: known + count })
  })
  return [...counted.values()]
}

/** Statements, with tenant and id as parameters, that count what keeps a record of this resource from being deleted. */
export function countsOfDependants(registry: Registry, model: ResourceModel): string[] {
  const fields = [...registry.models.values()].flatMap((child) =>
    [...child.fields.values()].map((field) => ({ child, field })),
  )
  return fields.flatMap(({ child, field }) => countText(child, field, model) ?? [])
}

function countText(child: ResourceModel, field: FieldModel, model: ResourceModel): string | null {
  const [first, second] = field.columns.map(({ name }) => quoted(name))
  if (
    field.kind === 'ref' &&
    field.definition.target === model.name &&
    (field.definition.onDelete ?? 'restrict') === 'restrict'
  )
    return `select count(*) from ${child.qualified} where tenant_id = $1::uuid and ${first} = $2::uuid`
  if (field.link && field.definition.target === model.name)
    return `select count(*) from ${field.link.qualified} where tenant_id = $1::uuid and target_id = $2::uuid`
  if (field.kind === 'subject' && model.definition.capabilities?.includes(field.definition.capability ?? ''))
    return `select count(*) from ${child.qualified} where tenant_id = $1::uuid and ${first} = '${model.name}' and ${second} = $2::uuid`
  return null
}
