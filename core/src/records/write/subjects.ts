import { DomainError } from '@guildhall/sdk'
import { placementKey } from '../codec.ts'
import type { Draft } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { invalid, subjectForbidden } from '../errors.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { findPlace } from '../places.ts'

/**
 * Looks up what the given subjects are: records of a capable resource that the actor may read, on the terms of that resource. The draft
 * then carries their parent and party, so that totals per project and client need no join into a foreign plugin.
 */
export async function placeSubjects(
  operation: Operation,
  model: ResourceModel,
  draft: Draft,
  names: readonly string[],
): Promise<void> {
  const fields = names
    .map((name) => model.fields.get(name))
    .filter((field): field is FieldModel => field?.kind === 'subject' && Boolean(draft[field.name]))
  for (const field of fields) {
    const [resource = '', id = ''] = String(draft[field.name]).split('/')
    draft[placementKey(field)] = await placeOf(operation, field, resource, id)
  }
}

async function placeOf(
  operation: Operation,
  field: FieldModel,
  resource: string,
  id: string,
): Promise<(string | null)[]> {
  const { registry } = operation.engine
  const { capability = '', computed } = field.definition
  const target = registry.models.get(resource)
  const isCapable =
    target && registry.capable.get(capability)?.includes(resource) && operation.context.plugins.has(target.plugin)
  const found = isCapable && (await findPlace(operation, target, id))
  if (!found) throw invalid({}, [{ path: field.name, code: 'records.reference_missing' }])
  // What code put there is for code to answer for.
  if (!computed && !found.isLent(capability)) throw subjectForbidden({ resource })
  if (!computed && !found.isOpen(capability))
    throw new DomainError(target.definition.terms?.[capability]?.error ?? '', 409)
  const { parent, party } = found
  return [parent?.[0] ?? null, parent?.[1] ?? null, party?.[0] ?? null, party?.[1] ?? null]
}
