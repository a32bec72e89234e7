import type { Fields, SystemFields, TargetedField } from './fields/field.ts'

/** The suffixes a condition's key may carry after the field's name; none means equal (for lists of references: contains). */
export const operators = ['ne', 'gte', 'lte', 'gt', 'lt', 'in', 'nin', 'like', 'null'] as const
export type Operator = (typeof operators)[number]

/** The person who acts. */
export const me = '$me'

/** Whoever may read the record pointed to, may: `{ project: readable }`. */
export const readable = 'readable'

export type WhereValue = string | number | boolean | null | readonly (string | number | null)[]

/**
 * A condition on a record. All keys must hold. A key is a field, a path through references (`project.members.person`),
 * with an operator's suffix (`dueOn_gte`). Each path stands alone; what one record must meet together is nested:
 * `{ 'project.members': { person: me, role: 'lead' } }`. Values are literals, `$me`, `$myTenant`, `$today`, `$today+30d`, `$now-2h`;
 * `readable` on a reference means that the actor may read what it points to.
 * `$named` speaks of whoever names the record in a field of files: `{ $named: readable }` where the actor may read one that does, and the
 * field; `true` where anybody names it, `false` where nobody does.
 * Every comparison is true or false, never unknown: null equals only null, `_ne` and `_nin` hold for null,
 * `_gt`, `_gte`, `_lt`, `_lte` and `_like` do not.
 */
export interface Where {
  readonly $or?: readonly Where[]
  readonly $and?: readonly Where[]
  readonly $not?: Where
  readonly $named?: typeof readable | boolean
  readonly [key: string]: WhereValue | Where | readonly Where[] | undefined
}

type Unsuffixed<K> = K extends `${infer Path}_${Operator}` ? Path : K
type ZonesOf<F extends Fields> = {
  [K in keyof F & string]: F[K]['kind'] extends 'instant' ? `${K}Zone` : never
}[keyof F & string]

/** Every name a record of these fields has. */
export type FieldNameOf<F extends Fields> = (keyof F & string) | keyof SystemFields | ZonesOf<F>

/** `true` when the path exists in the fields, following references whose target is known to the types. */
type IsPath<P, F extends Fields> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof F
    ? F[Head] extends TargetedField<infer _V, infer _K, infer _G, infer Target>
      ? Target extends Fields
        ? string extends keyof Target
          ? true
          : IsPath<Rest, Target>
        : true
      : false
    : false
  : P extends FieldNameOf<F>
    ? true
    : false

/** The keys of a condition that name nothing in the fields. */
export type UnknownKeys<W, F extends Fields> = {
  [K in keyof W]: K extends '$or' | '$and'
    ? W[K] extends readonly (infer Part)[]
      ? UnknownKeys<Part, F>
      : never
    : K extends '$not'
      ? UnknownKeys<W[K], F>
      : K extends '$named'
        ? never
        : IsPath<Unsuffixed<K>, F> extends true
          ? W[K] extends { readonly [key: string]: unknown }
            ? UnknownKeys<W[K], TargetOf<K, F>>
            : never
          : K
}[keyof W]

/** The fields of the records a path of references leads to; any, where the types do not know them. */
type TargetOf<P, F extends Fields> = P extends `${infer Head}.${infer Rest}`
  ? TargetOf<Rest, TargetOf<Head, F>>
  : P extends keyof F
    ? F[P] extends TargetedField<infer _V, infer _K, infer _G, infer Target>
      ? Target extends Fields
        ? Target
        : Fields
      : Fields
    : Fields

/** A condition whose keys are checked against the fields; a misspelt one does not compile. */
export type WhereOf<F extends Fields, W> = [UnknownKeys<W, F>] extends [never]
  ? W
  : { readonly unknownField: UnknownKeys<W, F> }
