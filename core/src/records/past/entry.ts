import { shownName } from '../../privacy/neutral.ts'
import { asInstant } from '../codec.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../engine.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import { open } from '../personal/fields.ts'
import { bytesOf } from '../personal/keys.ts'
import type { PersonalKey } from '../personal/vault.ts'

/** One entry of the history, as it is kept. */
export interface Entry {
  readonly id: string
  readonly resource: string
  readonly record: string
  readonly action: string
  readonly version: number
  readonly at: string
  /** `for` is in whose place he acted. */
  readonly actor: { readonly id: string; readonly label: string; readonly kind: string; readonly for?: string } | null
  readonly reason: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly input: Readonly<Record<string, unknown>> | null
  readonly request: string | null
  readonly keyId: string | null
  /** None once the record was forgotten. */
  readonly wrapped: string | null
}

/** What {@link readEntry} reads, of `h` and what is joined by {@link entryTables}. */
export const entryColumns =
  'h.id, h.resource, h.record_id, h.action, h.version, h.at, h.actor_id, a.label, a.kind, f.label, h.reason, h.before, h.after, h.input, h.request_id, h.key_id, k.wrapped'

export const entryTables = `guildhall.history h left join guildhall.personal_keys k on k.tenant_id = h.tenant_id and k.id = h.key_id left join guildhall.actors a on a.tenant_id = h.tenant_id and a.id = h.actor_id
   left join guildhall.actors f on a.kind = 'acting' and f.tenant_id = a.tenant_id and f.id = a.person_id`

export function readEntry(row: readonly (string | null)[]): Entry {
  const [id, resource, record, action, version, at, actorId, label, kind, actsFor, reason, ...last] = row
  const [before, after, input, request, keyId, wrapped] = last
  return {
    id: String(id),
    resource: String(resource),
    record: String(record),
    action: String(action),
    version: Number(version),
    at: asInstant(String(at)),
    actor: actorId
      ? { id: actorId, label: label ?? '', kind: kind ?? 'system', ...(actsFor && { for: actsFor }) }
      : null,
    reason: reason ?? null,
    before: before ? JSON.parse(before) : null,
    after: after ? JSON.parse(after) : null,
    input: input ? JSON.parse(input) : null,
    request: request ?? null,
    keyId: keyId ?? null,
    wrapped: wrapped ?? null,
  }
}

/** What opens the personal values of an entry; null once its record was forgotten. */
export function keyOf(engine: Pick<Engine, 'vault'>, { tenant }: Context, entry: Entry): PersonalKey | null {
  const { keyId, wrapped, resource, record: id } = entry
  return keyId && wrapped ? engine.vault.openKey({ tenantId: tenant.id, resource, id }, keyId, bytesOf(wrapped)) : null
}

/** Who was erased is called so, in the reader's language. */
export function named(entry: Entry, { translate }: Context): Entry {
  const { actor } = entry
  if (!actor) return entry
  const { label, for: inPlaceOf } = actor
  return {
    ...entry,
    actor: { ...actor, label: shownName(label, translate), ...(inPlaceOf && { for: shownName(inPlaceOf, translate) }) },
  }
}

/** Who did it and when stands in fields of the record, and an action's input may say what its fields say: all follow their rights. */
export function visible(entry: Entry, key: PersonalKey | null, names: ReadonlySet<string>, isWhole: boolean) {
  const { id, action, version, at, actor, reason, before, after, input } = entry
  const removed = new Set<string>()
  const read = (values: Entry['before'], isShown: (name: string) => boolean) => {
    const opened = open(Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => isShown(name))), key)
    for (const name of opened.removed) removed.add(name)
    return opened.values
  }
  const shown = (values: Entry['before']) => read(values, (name) => names.has(name))
  const told = isWhole && input !== null ? { input: read(input, () => true) } : {}
  return {
    id,
    action,
    version,
    ...(names.has('updatedAt') && { at }),
    ...(names.has('updatedBy') && { actor, ...(reason && { reason }) }),
    ...(before && { before: shown(before) }),
    ...(after && { after: shown(after) }),
    ...told,
    ...(removed.size > 0 && { removed: [...removed] }),
  }
}

/** Of a record that is gone no rule can ask anything: its past is there for those who may read every record of its kind. */
export function namesOfTheGone({ plan }: Context, model: ResourceModel): ReadonlySet<string> | null {
  if (plan.verdict(model.name, 'read') !== 'always') return null
  const rights = plan.fields(model.name, 'read')
  if (rights.mode === 'some') return rights.names
  const all = ['updatedAt', 'updatedBy', ...modelIn(plan, model).fields.keys()]
  return new Set(
    rights.mode === 'all'
      ? all
      : all.filter((name) => plan.condition(model.name, 'read', name) === plan.condition(model.name, 'read')),
  )
}
