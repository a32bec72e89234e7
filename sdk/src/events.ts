import type { Static, TObject, TSchema, TUnknown } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import type { ResourceToken } from './token.ts'

/** A fact in the past tense: `<plugin>.<thing>.<past participle>`, with the schema of what it tells. Tell ids, not personal data. */
export interface EventToken<S extends TSchema = TSchema> {
  readonly name: string
  readonly schema: S
}

export function defineEvent<const S extends TObject>(name: string, schema: S): EventToken<S> {
  return { name, schema }
}

/** What every change of a record tells. `changed` names the fields that differ. */
export const recordChange = Type.Object({
  resource: Type.String(),
  id: Type.String(),
  version: Type.Integer(),
  changed: Type.Array(Type.String()),
  input: Type.Optional(Type.Unknown()),
})

/**
 * The event each change of a resource's records emits by itself: `created`, `updated`, `deleted`, `archived`, `restored`,
 * or the past participle of one of its actions (`completed`).
 */
export function recordEvent(resource: ResourceToken, past: string): EventToken<typeof recordChange> {
  return { name: `*.${resource.name}.${past}`, schema: recordChange }
}

/**
 * Every event whose name meets a pattern, whoever emits it: `*` stands for one word, `**` for any number. `everyEvent()` is all of them.
 * Handlers must be ready for names that are not known today.
 */
export function everyEvent(pattern = '**'): EventToken<TUnknown> {
  return { name: pattern, schema: Type.Unknown() }
}

/** One fact as a handler receives it. `at` is an instant in UTC. The same `id` may come more than once; the platform runs a handler's own writes once. */
export interface Occurrence<S extends TSchema = TSchema> {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly actor: string | null
  readonly payload: Static<S>
}
