import { bind, prepare } from '../../database/statement.ts'
import type { Operation } from '../engine.ts'
import { forbidden } from '../errors.ts'
import type { ResourceModel } from '../model.ts'
import { mostRows, selectList } from '../read.ts'
import { remember } from '../remember.ts'

/** What is itself a log goes without a word. @throws 403 for who may not delete all of it, TypeError for a resource that is no log */
export async function pruneRecords(
  { context, unit }: Operation,
  model: ResourceModel,
  where: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (model.definition.history !== false)
    throw new TypeError(`${model.name} has a history: its records are removed one by one`)
  if (context.plan.verdict(model.name, 'delete') !== 'always')
    throw forbidden({ action: 'delete', resource: model.name })
  const [{ rows }] = await unit.run(selectList(context, model, { where, archived: 'with', limit: mostRows }).rows)
  const ids = rows.map(({ record }) => record.id)
  if (ids.length > 0)
    await unit.run(
      bind(
        remember(removals, model, () => removalOf(model)),
        context.tenant.id,
        ids,
      ),
    )
  return ids.length
}

const removals = new WeakMap<ResourceModel, ReturnType<typeof prepare>>()

const removalOf = ({ qualified }: ResourceModel) =>
  prepare(`delete from ${qualified} where tenant_id = $1::uuid and id = any ($2::uuid[])`)
