import type { DraftOf, Field, Fields, RecordOf, Simplify, ValueOf } from './fields/field.ts'
import type { Scope } from './scope.ts'

/** The states a resource's records can be in. */
export type StateOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V, 'state'> ? V : never }[keyof F]

/** What a set of input fields yields once judged. */
export type InputOf<I> = I extends Fields
  ? Simplify<
      { [K in keyof I as I[K] extends { optional: true } ? never : K]: ValueOf<I[K]> } & {
        [K in keyof I as I[K] extends { optional: true } ? K : never]?: ValueOf<I[K]> | null
      }
    >
  : Record<string, never>

export interface ActionContext<F extends Fields, I> {
  readonly record: RecordOf<F>
  readonly input: InputOf<I>
  readonly scope: Scope
}

/**
 * A named step: `approve`, `publish`, `take`. It has a right of its own (the action's name in rules),
 * an input judged like a body, the states it leads from and to, and a button.
 */
export interface ActionDefinition<F extends Fields = Fields, I = unknown> {
  /** The states the record must be in, else 409. */
  readonly from?: StateOf<F> | readonly StateOf<F>[]
  /** The state it is in afterwards. */
  readonly to?: StateOf<F>
  /** The state field meant, where a resource has more than one. */
  readonly field?: keyof F & string
  /** Asked in a dialog before the step; judged like a body. */
  readonly input?: I
  /** `system`: no person has this action; a job, a hook or another plugin takes it. */
  readonly by?: 'system'
  /** The event's last word, in the past tense; derived from the name by English spelling unless given. */
  readonly past?: string
  /** The interface asks once more and shows it in the colour of danger. */
  readonly destructive?: boolean
  /** Throws what stands in the way, a domain error; run after rights and state, before anything is written. */
  guard?(context: ActionContext<F, I>): void | Promise<void>
  /** Gives the fields that change besides the state. */
  run?(context: ActionContext<F, I>): Partial<DraftOf<F>> | undefined | Promise<Partial<DraftOf<F>> | undefined>
}
