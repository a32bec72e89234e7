import type { Static, TSchema } from '@sinclair/typebox'
import type { InputOf } from './actions.ts'
import type { EventToken, Occurrence } from './events.ts'
import type { DraftOf, Fields, RecordOf } from './fields/field.ts'
import type { Outbound } from './outbound.ts'
import type { ExtensionPoint } from './plugin.ts'
import type { Scope } from './scope.ts'
import type { ResourceToken } from './token.ts'

/** `next` is the record as it would be; a hook may give a changed one or throw a domain error. */
export interface CreateContext<F extends Fields> {
  readonly next: Readonly<DraftOf<F>> & { readonly id: string }
  readonly previous: null
  readonly scope: Scope
}

export interface UpdateContext<F extends Fields> {
  readonly next: Readonly<DraftOf<F>> & { readonly id: string }
  readonly previous: RecordOf<F>
  readonly changed: readonly (keyof F & string)[]
  readonly scope: Scope
}

export interface WriteContext<F extends Fields> {
  readonly next: Readonly<DraftOf<F>> & { readonly id: string }
  readonly previous: RecordOf<F> | null
  readonly scope: Scope
}

export interface RecordContext<F extends Fields> {
  readonly record: RecordOf<F>
  readonly scope: Scope
}

export interface AfterWriteContext<F extends Fields> extends RecordContext<F> {
  readonly previous: RecordOf<F> | null
}

export interface ActContext<F extends Fields, I = unknown> extends RecordContext<F> {
  readonly action: string
  readonly input: I
}

type Changed<F extends Fields> = Partial<DraftOf<F>> | undefined
type May<T> = T | Promise<T>
type Unregister = () => void

/** Runs inside the transaction, before the write: may change the input or refuse. No network inside. */
export interface BeforeHooks {
  create<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: CreateContext<F>) => May<Changed<F>>,
  ): Unregister
  update<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: UpdateContext<F>) => May<Changed<F>>,
  ): Unregister
  /** Create and update, actions included. */
  write<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: WriteContext<F>) => May<Changed<F>>,
  ): Unregister
  delete<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: RecordContext<F>) => May<void>,
  ): Unregister
  action<F extends Fields, Inputs, A extends (keyof Inputs & string) | 'archive' | 'restore'>(
    resource: ResourceToken<string, F, Inputs>,
    action: A,
    hook: (context: ActContext<F, A extends keyof Inputs ? InputOf<Inputs[A]> : unknown>) => May<void>,
  ): Unregister
}

/** Runs inside the transaction, after the write; what it throws undoes everything. No network inside. */
export interface AfterHooks {
  create<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: RecordContext<F>) => May<void>,
  ): Unregister
  update<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: AfterWriteContext<F>) => May<void>,
  ): Unregister
  write<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: AfterWriteContext<F>) => May<void>,
  ): Unregister
  delete<F extends Fields>(
    resource: ResourceToken<string, F>,
    hook: (context: RecordContext<F>) => May<void>,
  ): Unregister
  action<F extends Fields, Inputs, A extends (keyof Inputs & string) | 'archive' | 'restore'>(
    resource: ResourceToken<string, F, Inputs>,
    action: A,
    hook: (context: ActContext<F, A extends keyof Inputs ? InputOf<Inputs[A]> : unknown>) => May<void>,
  ): Unregister
}

/** A durable subscriber: called after commit, at least once, in a scope of the plugin; its own writes happen once per event. */
export type EventHandler<S extends TSchema> = (context: {
  readonly scope: Scope
  readonly event: Occurrence<S>
}) => Promise<void>

/** Somebody, by all records that stand for him: `[{ resource: 'people', id }, { resource: 'clients', id }]`. */
export interface PersonContext {
  readonly cards: readonly { readonly resource: string; readonly id: string }[]
  /** Of the system. */
  readonly scope: Scope
}

/** What a plugin keeps of somebody beside its records; each is a file of his copy. Never secrets, never of others. */
export interface CopyPart {
  /** Of the file: lower case, digits and hyphens. */
  readonly name: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** For what declarations cannot say: a plugin's part in a person's copy and erasure. */
export interface PersonHooks {
  /** Gives what belongs into his copy besides his records. */
  copying(hook: (context: PersonContext) => May<readonly CopyPart[]>): Unregister
  /** Runs in the transaction in which his records are emptied, while they still say who he was. It may be called again, and cannot refuse. */
  erasing(hook: (context: PersonContext) => May<void>): Unregister
}

export interface PluginSetup {
  readonly before: BeforeHooks
  readonly after: AfterHooks
  readonly person: PersonHooks
  /**
   * What plugins offer to an extension point of this one, with the name of the plugin that offers it, in the order of their requirements.
   * Whether that plugin is on for a tenant is asked with `scope.enabled`.
   */
  contributed<S extends TSchema>(
    point: ExtensionPoint<S>,
  ): readonly { readonly plugin: string; readonly value: Static<S> }[]
  /** Judges addresses where they are entered; only work of several steps may ask them. */
  readonly outbound: Pick<Outbound, 'fit'>
  on<S extends TSchema>(event: EventToken<S>, handler: EventHandler<S>): Unregister
}
