import type { Static, TObject, TSchema, TUnknown } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import type { ResourceToken } from './token.ts'

/** A fact in the past tense: `<plugin>.<thing>.<past participle>`, with the schema of what it tells. Tell ids, not personal data. */
export interface EventToken<S extends TSchema = TSchema> {
  readonly name: string
  readonly schema: S
  /** Of a pattern: names that meet it and are not meant all the same, as patterns. */
  readonly except?: readonly string[]
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
 * Handlers must be ready for names that are not known today. `except` leaves some out: whoever writes what he hears must not hear what he writes.
 */
export function everyEvent(
  pattern = '**',
  { except = [] }: { readonly except?: readonly string[] } = {},
): EventToken<TUnknown> {
  return { name: pattern, schema: Type.Unknown(), ...(except.length > 0 && { except }) }
}

/** Whether an event's name meets a pattern: `*` stands for one word of it, `**` for any number. */
export function meetsPattern(name: string, pattern: string): boolean {
  const meets = (words: readonly string[], [first, ...rest]: readonly string[]): boolean => {
    if (first === undefined) return words.length === 0
    if (first === '**') return meets(words, rest) || (words.length > 0 && meets(words.slice(1), [first, ...rest]))
    return words.length > 0 && (first === '*' || first === words[0]) && meets(words.slice(1), rest)
  }
  return meets(name.split('.'), pattern.split('.'))
}

/** An event that the installation may tell: of a record's change, or one that a plugin declares. */
export interface KnownEvent {
  readonly name: string
  readonly plugin: string
  /** Whose records it tells of, and what was done to them: `create`, `update`, `delete`, `archive`, `restore` or one of its actions. */
  readonly resource?: string
  readonly action?: string
}

/** One fact as a handler receives it. `at` is an instant in UTC. The same `id` may come more than once; the platform runs a handler's own writes once. */
export interface Occurrence<S extends TSchema = TSchema> {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly actor: string | null
  readonly payload: Static<S>
}
