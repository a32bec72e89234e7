import {
  type Contribution,
  contribute,
  defineExtensionPoint,
  type EventToken,
  type Occurrence,
  type ResourceToken,
  type Scope,
  type TSchema,
  Type,
} from '@guildhall/sdk'
import type { Thread } from './channels.ts'

/** What a placeholder's value is, so that each reader gets it in his own form: instants in his zone, amounts with his separators. */
export type PlaceholderType = 'text' | 'instant' | 'date' | 'number' | 'money'
export type Placeholders = Readonly<Record<string, PlaceholderType>>

/** Values of placeholders as records have them; what is null is left out of the sentence. */
export type Values = Readonly<Record<string, unknown>>

/** A kind of notification: which fact it tells, to whom, and about what. */
export interface KindOptions<S extends TSchema = TSchema, P extends Placeholders = Placeholders> {
  readonly event: EventToken<S>
  /** Keys of its texts, `<plugin>:…`: what it is called in preferences, its first line, and the rest. Placeholders stand in double braces. */
  readonly texts: { readonly label: string; readonly title: string; readonly text: string }
  /** The record it leads to. Whoever may not read it when the notification is made gets none. */
  readonly about: ResourceToken
  /** Its id, in a scope of the system; null where it is gone. */
  record(context: { readonly scope: Scope; readonly event: Occurrence<S> }): string | Promise<string | null>
  /**
   * Who receives it: fields of the record that name persons, or a function over the scope (of the system) that gives ids of persons.
   * Who did it himself is told nothing, unless `alsoActor`.
   */
  readonly to:
    | readonly string[]
    | ((context: { readonly scope: Scope; readonly event: Occurrence<S> }) => Promise<readonly (string | null)[]>)
  readonly alsoActor?: boolean
  readonly placeholders: P
  /** In the receiver's own scope: only what he may read comes into his text. Null for nothing to tell. */
  values(context: {
    readonly scope: Scope
    readonly event: Occurrence<S>
    readonly record: Readonly<Record<string, unknown>>
  }): Promise<{ readonly [K in keyof P]?: unknown } | null>
  /** `urgent` passes quiet hours and digests; `normal` unless given. */
  readonly importance?: 'normal' | 'urgent'
  /** The channels it comes by while a person has not chosen; `app` and `mail` unless given. */
  readonly channels?: readonly string[]
  /** `false`: it cannot be opted out of. */
  readonly optional?: boolean
  /** For what can be answered by mail, in a scope of the system; null where it cannot. `record` is the id of the record it leads to. */
  thread?(context: { readonly scope: Scope; readonly record: string }): Promise<Thread | null>
  /** Facts with the same key are told a person once; the event's own id unless given. */
  key?(event: Occurrence<S>): string
}

export interface Kind extends KindOptions {
  /** `<plugin>.<name>`. */
  readonly name: string
}

/** Where plugins say which notifications they have. */
export const kinds = defineExtensionPoint(
  'notifications.kinds',
  Type.Unsafe<Kind>({ type: 'object', required: ['name', 'event', 'texts', 'about', 'to', 'placeholders'] }),
)

/** Declares a kind, for `contributes` of a plugin: `tellOf('projects.assigned', { event: taskAssigned, about: tasks, … })`. */
export function tellOf<S extends TSchema, const P extends Placeholders>(
  name: `${string}.${string}`,
  options: KindOptions<S, P>,
): Contribution {
  return contribute(kinds, { ...options, name } as unknown as Kind)
}
