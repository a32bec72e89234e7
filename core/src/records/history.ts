import { v7 as uuid } from 'uuid'
import type { Context } from './context.ts'
import type { Draft } from './draft.ts'
import type { ResourceModel } from './model.ts'
import { personalIn, personalOf, seal } from './personal/fields.ts'
import type { PersonalKey } from './personal/vault.ts'

/** What the history keeps of one change: the fields that differ, before and after. */
export interface Change {
  readonly model: ResourceModel
  readonly id: string
  readonly version: number
  readonly action: string
  readonly before: Readonly<Draft> | null
  readonly after: Readonly<Draft> | null
  readonly input?: unknown
  /** What seals the personal values among them. */
  readonly key?: PersonalKey | undefined
}

/** The columns of a history row, in the order of {@link historyValues}. */
export const historyColumns =
  'tenant_id, id, resource, record_id, action, version, actor_id, reason, at, before, after, input, request_id, key_id'
export const historyTypes = [
  'uuid',
  'uuid',
  'text',
  'uuid',
  'text',
  'int',
  'uuid',
  'text',
  'timestamptz',
  'jsonb',
  'jsonb',
  'jsonb',
  'text',
  'uuid',
] as const

export function historyValues(context: Context, change: Change): unknown[] {
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))
  const { model, key } = change
  const personal = personalOf(model)
  return [
    context.tenant.id,
    uuid(),
    change.model.name,
    change.id,
    change.action,
    change.version,
    context.actor.id,
    context.reason ?? null,
    context.clock.now(),
    json(seal(change.before, personal, key)),
    json(seal(change.after, personal, key)),
    json(seal(change.input as Draft | undefined, personalIn(model, change.action), key)),
    context.requestId ?? null,
    key?.id ?? null,
  ]
}

export const outboxColumns = 'tenant_id, id, name, record_key, actor_id, at, payload'
export const outboxTypes = ['uuid', 'uuid', 'text', 'text', 'uuid', 'timestamptz', 'jsonb'] as const

export interface Fact {
  readonly name: string
  /** Facts with the same key are delivered in their order. */
  readonly key: string | null
  readonly payload: unknown
}

export function outboxValues(context: Context, fact: Fact): unknown[] {
  return [
    context.tenant.id,
    uuid(),
    fact.name,
    fact.key,
    context.actor.id,
    context.clock.now(),
    JSON.stringify(fact.payload),
  ]
}

/** `projects.tasks.updated`: what a change of a record tells the world. */
export function factOf(change: Change, past: string): Fact {
  const { model, id, version, action } = change
  const input = withoutPersonal(change.input, personalIn(model, action))
  const changed = Object.keys(change.after ?? change.before ?? {})
  return {
    name: `${model.plugin}.${model.name}.${past}`,
    key: `${model.name}/${id}`,
    payload: { resource: model.name, id, version, changed, ...(input === undefined ? {} : { input }) },
  }
}

/** A fact tells no personal values: it is kept, and sent to others. Whoever needs them reads the record. */
function withoutPersonal(input: unknown, personal: ReadonlySet<string>): unknown {
  if (personal.size === 0 || typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).filter(([name]) => !personal.has(name)))
}

/** `complete` → `completed`, `deny` → `denied`; a verb spelt otherwise says so in its action. */
export function pastOf(verb: string): string {
  const last = verb.split('-').at(-1) ?? verb
  if (last.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(last)) return `${verb.slice(0, -1)}ied`
  return `${verb}ed`
}

/** The part of a record that its history keeps: the named fields. */
export function excerpt(record: Readonly<Draft>, names: readonly string[]): Draft {
  return Object.fromEntries(names.map((name) => [name, record[name] ?? null]))
}
