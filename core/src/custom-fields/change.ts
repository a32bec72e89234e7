import { v7 as uuid } from 'uuid'
import { bind, prepare } from '../database/statement.ts'
import { maySwitch, overtakeRights } from '../plugins/switching.ts'
import type { Context } from '../records/context.ts'
import { type CustomDefinition, type CustomField, isKept, slotOf } from '../records/custom/definition.ts'
import type { Operation } from '../records/engine.ts'
import { duplicate, stale } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { historyOfAct } from '../records/record-act.ts'
import { administratorsOnly, archiveFirst, closedResource, tooManyFields, unknownField } from './errors.ts'
import { judgeDefinition } from './judge.ts'
import {
  countFields,
  forgetKeys,
  forgetRows,
  holdField,
  insertField,
  placeField,
  selectFields,
  updateField,
} from './statements.ts'

const mostFields = 100

export type Given = Readonly<Record<string, unknown>>

export function requireAdministrator(context: Context): void {
  if (!maySwitch(context)) throw administratorsOnly()
}

/** The resources of a tenant that take fields of its own. */
export function openModel({ plan, plugins }: Context, resource: string): ResourceModel {
  const model = plan.registry.models.get(resource)
  if (!model || !plugins.has(model.plugin) || model.definition.customFields === false)
    throw closedResource({ resource })
  return model
}

/** A new field; it counts at everybody's very next request, on every node. */
export async function addField(operation: Operation, given: Given): Promise<CustomField> {
  const { context, unit } = operation
  requireAdministrator(context)
  const { resource, key, ...rest } = given as Given & { resource: string; key: string }
  openModel(context, resource)
  const definition = definitionOf(rest)
  judgeDefinition(context, key, definition)
  const { id: tenant } = context.tenant
  const isReady = !isKept(definition)
  const [count, { rows }] = await unit.run(
    bind(countFields, tenant, resource),
    bind(insertField, tenant, uuid(), resource, key, JSON.stringify(definition), isReady, context.clock.now()),
  )
  if ((count.rows[0] ?? 0) >= mostFields) throw tooManyFields({ limit: mostFields })
  const [field] = rows
  if (!field) throw duplicate({ fields: ['key'] }, [{ path: 'key', code: 'fields.key_taken' }])
  remember(operation, 'create', null, field)
  return field
}

/** Those of a preset, or of a file: what is there already stays as it is. */
export async function addFields(operation: Operation, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return
  const { context, unit } = operation
  const [{ rows }] = await unit.run(bind(selectFields, context.tenant.id, null))
  const known = new Set(rows.map(({ resource, key }) => `${resource} ${key}`))
  for (const field of given) if (!known.has(`${field['resource']} ${field['key']}`)) await addField(operation, field)
}

/** What a field says of itself may change; what it is, its name and its kind, stays. */
export async function changeField(operation: Operation, id: string, given: Given): Promise<CustomField> {
  requireAdministrator(operation.context)
  const { version, ...rest } = given
  const before = await hold(operation, id)
  if (version !== undefined && version !== before.version)
    throw stale({ version: before.version, given: Number(version) })
  const definition = definitionOf({ ...before.definition, ...rest })
  judgeDefinition(operation.context, before.key, definition)
  return put(operation, before, { definition, status: before.status }, 'update')
}

/** Put away, with all that records say; or brought back. */
export async function moveField(operation: Operation, id: string, status: 'active' | 'archived'): Promise<CustomField> {
  requireAdministrator(operation.context)
  const before = await hold(operation, id)
  if (before.status === status) return before
  return put(operation, before, { definition: before.definition, status }, status === 'active' ? 'restore' : 'archive')
}

/** Gone for good, with what records said in it; its name is not given again. */
export async function deleteField(operation: Operation, id: string): Promise<CustomField> {
  requireAdministrator(operation.context)
  const before = await hold(operation, id)
  if (before.status !== 'archived') throw archiveFirst()
  const { context, unit } = operation
  unit.queue(bind(forgetRows, context.tenant.id, id))
  unit.queue(bind(forgetKeys, context.tenant.id, id))
  unit.queue(bind(clean(openTable(context, before.resource)), context.tenant.id, before.key))
  return put(operation, before, { definition: before.definition, status: 'deleted' }, 'delete')
}

export async function orderFields(
  operation: Operation,
  resource: string,
  ids: readonly string[],
): Promise<CustomField[]> {
  const { context, unit } = operation
  requireAdministrator(context)
  openModel(context, resource)
  ids.forEach((id, index) => {
    unit.queue(bind(placeField, context.tenant.id, id, index + 1, resource))
  })
  unit.queue(overtakeRights(context.tenant.id))
  const [{ rows }] = await unit.run(bind(selectFields, context.tenant.id, resource))
  return rows
}

/** How many records say something in the field. */
export async function countUsage(operation: Operation, id: string): Promise<number> {
  requireAdministrator(operation.context)
  const field = await hold(operation, id)
  const { context, unit } = operation
  const [{ rows }] = await unit.run(bind(used(openTable(context, field.resource)), context.tenant.id, field.key))
  return rows[0] ?? 0
}

async function hold({ context, unit }: Operation, id: string): Promise<CustomField> {
  const [{ rows }] = await unit.run(bind(holdField, context.tenant.id, id))
  if (!rows[0]) throw unknownField()
  return rows[0]
}

async function put(
  operation: Operation,
  before: CustomField,
  { definition, status }: Pick<CustomField, 'definition' | 'status'>,
  action: string,
): Promise<CustomField> {
  const { context, unit } = operation
  const slot = slotOf(definition)
  // While it was away, nobody kept its rows; and what was no row before becomes one now.
  const isNew =
    (slot !== null && slotOf(before.definition) === null) ||
    (definition.searchable === true && before.definition.searchable !== true)
  const begins = isKept(definition) && status === 'active' && (before.status !== 'active' || isNew)
  if (slot === null && slotOf(before.definition) !== null) unit.queue(bind(forgetRows, context.tenant.id, before.id))
  const isReady = !isKept(definition) || (before.ready && !begins)
  const [{ rows }] = await unit.run(
    bind(
      updateField,
      context.tenant.id,
      before.id,
      JSON.stringify(definition),
      status,
      isReady,
      begins,
      context.clock.now(),
    ),
  )
  const field = rows[0] as CustomField
  remember(operation, action, before, field)
  return field
}

function remember({ context, unit }: Operation, action: string, before: CustomField | null, after: CustomField): void {
  unit.queue(historyOfAct(context, { kind: 'fields', action, before, after }))
  unit.queue(overtakeRights(context.tenant.id))
}

/** What was emptied is not there. */
function definitionOf(given: Given): CustomDefinition {
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(entries) as unknown as CustomDefinition
}

function openTable({ plan }: Context, resource: string): string {
  const model = plan.registry.models.get(resource)
  if (!model) throw unknownField()
  return model.qualified
}

const used = (table: string) =>
  prepare(`select count(*) from ${table} where tenant_id = $1::uuid and custom ? $2`, ([count]) => Number(count))
const clean = (table: string) =>
  prepare(`update ${table} set custom = custom - $2 where tenant_id = $1::uuid and custom ? $2`)
