import type { Fields } from './fields/field.ts'
import type { FieldNameOf, UnknownKeys, Where } from './where.ts'

/** The roles every plugin knows. A tenant's role starts from one of them and stores only its differences. */
export const archetypes = ['admin', 'manager', 'worker', 'client', 'observer'] as const
export type Archetype = (typeof archetypes)[number]

/** What can be done with every record; a resource's own actions come on top. `manage` stands for all of them. */
export const baseActions = ['read', 'create', 'update', 'delete', 'archive', 'restore'] as const
export type BaseAction = (typeof baseActions)[number]

/**
 * Who may do what: data, so that it travels to the browser, the documentation and the role editor.
 * Without `where` it holds for every record, without `fields` for every field. `inverted` takes away what an earlier rule gave.
 */
export interface Rule<Action extends string = string, W = Where, Name extends string = string> {
  readonly action: Action
  readonly where?: W
  readonly fields?: readonly Name[]
  readonly inverted?: boolean
}

/** Allows an action: on records that meet a condition, on some fields, or both. */
export function can<const A extends string>(action: A): Rule<A, Record<never, never>, never>
export function can<const A extends string, const N extends string>(
  action: A,
  fields: readonly N[],
): Rule<A, Record<never, never>, N>
export function can<const A extends string, const W extends Where>(action: A, where: W): Rule<A, W, never>
export function can<const A extends string, const W extends Where, const N extends string>(
  action: A,
  where: W,
  fields: readonly N[],
): Rule<A, W, N>
export function can(action: string, ...rest: (Where | readonly string[])[]): Rule {
  return rule(action, rest)
}

/** Takes an action away again; where rules overlap, the later one wins. */
export function cannot<const A extends string>(action: A): Rule<A, Record<never, never>, never>
export function cannot<const A extends string, const N extends string>(
  action: A,
  fields: readonly N[],
): Rule<A, Record<never, never>, N>
export function cannot<const A extends string, const W extends Where>(action: A, where: W): Rule<A, W, never>
export function cannot<const A extends string, const W extends Where, const N extends string>(
  action: A,
  where: W,
  fields: readonly N[],
): Rule<A, W, N>
export function cannot(action: string, ...rest: (Where | readonly string[])[]): Rule {
  return { ...rule(action, rest), inverted: true }
}

function rule(action: string, rest: (Where | readonly string[])[]): Rule {
  const fields = rest.find((part): part is readonly string[] => Array.isArray(part))
  const where = rest.find((part): part is Where => !Array.isArray(part))
  return { action, ...(where && { where }), ...(fields && { fields }) }
}

export type RuleSets = { readonly [A in Archetype]?: readonly Rule<string, object, string>[] }

/** Checks rules against a resource: an unknown action, field or path turns the type into the offender's name. */
export type CheckedRules<R, F extends Fields, Action extends string> = {
  [A in keyof R]: CheckedList<R[A], F, Action>
}

type CheckedList<L, F extends Fields, Action extends string> = { [I in keyof L]: CheckedRule<L[I], F, Action> }

type CheckedRule<R, F extends Fields, Action extends string> =
  R extends Rule<infer A, infer W, infer N>
    ? [A] extends [Action | BaseAction | 'manage']
      ? [N] extends [FieldNameOf<F>]
        ? [UnknownKeys<W, F>] extends [never]
          ? R
          : { readonly unknownField: UnknownKeys<W, F> }
        : { readonly unknownField: Exclude<N, FieldNameOf<F>> }
      : { readonly unknownAction: Exclude<A, Action | BaseAction | 'manage'> }
    : never
