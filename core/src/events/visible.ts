import type { AccessPlan } from '../access/plan.ts'
import { bindValues, join, tenantBind } from '../database/assemble.ts'
import { readInTenant } from '../database/enter.ts'
import type { Fragment } from '../database/fragment.ts'
import type { Database } from '../database/pool.ts'
import type { BoundStatement } from '../database/statement.ts'
import { bindContextOf, type Context, entryOf } from '../records/context.ts'
import type { Registry, ResourceModel } from '../records/model.ts'
import { type Compiled, compile } from '../records/select.ts'
import type { PlacedEvent } from './tail.ts'

/** That a record has changed, and how; never what it says. */
export interface LiveMessage {
  readonly resource: string
  readonly id: string
  readonly version: number
  /** `created`, `updated`, `deleted`, …: the last word of the event's name. */
  readonly type: string
}

export interface RecordChange extends LiveMessage {
  readonly position: bigint
}

/** The change of a record an event tells; null for events of another kind. */
export function changeOf(registry: Registry, { position, name, recordKey, payload }: PlacedEvent): RecordChange | null {
  const { resource, id, version } = (payload ?? {}) as Partial<LiveMessage>
  if (
    typeof resource !== 'string' ||
    typeof id !== 'string' ||
    typeof version !== 'number' ||
    recordKey !== `${resource}/${id}`
  )
    return null
  const model = registry.models.get(resource)
  const prefix = `${model?.plugin}.${resource}.`
  return model && name.startsWith(prefix) ? { position, resource, id, version, type: name.slice(prefix.length) } : null
}

/**
 * Those of the changes this actor may know of, by the predicate that guards his lists, in one round trip. What has been deleted can
 * no longer be judged by its values, so only they hear of it who may read all records of the resource.
 *
 * @throws an error with SQLSTATE GH001 when the context's rights have been overtaken
 */
export async function visibleTo(
  database: Database,
  registry: Registry,
  context: Context,
  changes: readonly RecordChange[],
): Promise<RecordChange[]> {
  const { plan } = context
  const open = changes.filter(
    ({ resource }) =>
      context.plugins.has(registry.model(resource).plugin) && plan.verdict(resource, 'read') !== 'never',
  )
  const present = Map.groupBy(
    open.filter(({ type }) => type !== 'deleted'),
    ({ resource }) => resource,
  )
  const statements = [...present].map(([resource, some]) =>
    selectReadable(context, registry.model(resource), [...new Set(some.map(({ id }) => id))]),
  )
  // Sent even when nothing is to be asked: the epochs that come with it tell whether the rights still hold.
  const results = await readInTenant(database, entryOf(context), statements)
  const readable = new Set(
    [...present.keys()].flatMap((resource, index) => (results[index]?.rows ?? []).map((id) => `${resource}/${id}`)),
  )
  return open.filter(({ resource, id, type }) =>
    type === 'deleted' ? plan.verdict(resource, 'read') === 'always' : readable.has(`${resource}/${id}`),
  )
}

const compiled = new WeakMap<AccessPlan, Map<string, Compiled<string>>>()

function selectReadable(context: Context, model: ResourceModel, ids: readonly string[]): BoundStatement<string> {
  const known = compiled.get(context.plan) ?? new Map<string, Compiled<string>>()
  compiled.set(context.plan, known)
  const built = known.get(model.name) ?? compileReadable(context.plan, model)
  known.set(model.name, built)
  return { statement: built.statement, values: bindValues(built.binds, bindContextOf(context), [ids]) }
}

function compileReadable(plan: AccessPlan, model: ResourceModel): Compiled<string> {
  const wanted: Fragment = { text: '?::uuid[]', binds: [{ kind: 'value', index: 0 }] }
  const text = join(
    `select t.id from ${model.qualified} as t where t.tenant_id = `,
    tenantBind,
    ' and t.id = any(',
    wanted,
    ') and (',
    plan.predicate(model.name, 'read', 't'),
    ')',
  )
  return compile(text, ([id]) => String(id))
}
