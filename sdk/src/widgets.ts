import type { Field, Fields } from './fields/field.ts'
import type { Archetype } from './rules.ts'
import type { ResourceToken } from './token.ts'
import type { FieldNameOf, UnknownKeys, Where } from './where.ts'

/** A stretch of the tenant's calendar; a week begins on the tenant's first day. */
export type Period = 'day' | 'week' | 'month'

interface Card {
  readonly name: string
  /** Archived records never count. `$me`, `$today`, `$now` and the like stand for the reader's own. */
  readonly where?: Where
  /** Shown to these archetypes only; to all that may read the resource unless given. */
  readonly for?: readonly Archetype[]
}

interface Compared {
  /** Only what falls into the present period by this date or instant, compared with the same days of the one before. */
  readonly date?: string
  /** The period; `month` unless given. */
  readonly each?: Period
}

/** How many readable records meet `where`. */
export interface CountWidget extends Card, Compared {
  readonly count: ResourceToken
}

/** The sum of a field over the readable records that meet `where`; money of each currency apart. */
export interface SumWidget extends Card, Compared {
  readonly sum: ResourceToken
  /** A field that is an integer, duration, decimal or money. */
  readonly of: string
}

/** A short list of readable records that meet `where`. */
export interface ListWidget extends Card {
  readonly list: ResourceToken
  /** What a line shows beside the record's title; two fields of the list's columns unless given. */
  readonly fields?: readonly string[]
  readonly sort?: readonly [string, 'ASC' | 'DESC']
  /** At most 50; 10 unless given. */
  readonly limit?: number
}

/** How many records fall into each of the last periods, or what a field of theirs sums up to. */
export interface TrendWidget extends Card {
  readonly trend: ResourceToken
  readonly date: string
  /** `week` unless given. */
  readonly each?: Period
  /** The present one included; at most 60, 12 unless given. */
  readonly periods?: number
  readonly of?: string
}

/** How records divide by a field, or what a field of theirs sums up to in each part. */
export interface ChartWidget extends Card {
  readonly chart: ResourceToken
  /** A field that is an enumeration, state, boolean or reference. */
  readonly by: string
  /** `bar` unless given. */
  readonly as?: 'bar' | 'pie'
  /** Of a reference: so many parts at most, the greatest first, the rest as one; 8 unless given. */
  readonly limit?: number
  readonly of?: string
}

/** A card of the home page that the platform draws and reckons by itself, under the reader's rules. */
export type WidgetDefinition = CountWidget | SumWidget | ListWidget | TrendWidget | ChartWidget

type TokenOf<W> = W extends { readonly count: infer T }
  ? T
  : W extends { readonly sum: infer T }
    ? T
    : W extends { readonly list: infer T }
      ? T
      : W extends { readonly trend: infer T }
        ? T
        : W extends { readonly chart: infer T }
          ? T
          : never
type FieldsOf<T> = T extends ResourceToken<string, infer F> ? F : Fields
type NamesOfKind<F extends Fields, Kind extends string> = {
  [K in keyof F & string]: F[K] extends Field<unknown, infer Own> ? (Own extends Kind ? K : never) : never
}[keyof F & string]

type Dated<F extends Fields> =
  | NamesOfKind<F, 'date' | 'instant'>
  | (string extends keyof F ? string : 'createdAt' | 'updatedAt')
type Summed<F extends Fields> = NamesOfKind<F, 'integer' | 'duration' | 'decimal' | 'money'>
type Divided<F extends Fields> = NamesOfKind<F, 'enumeration' | 'state' | 'boolean' | 'ref'>

/** The names in a widget that are no field of its resource, or not of the kind that is needed there. */
type UnknownNames<W, F extends Fields> =
  | (W extends { readonly where: infer C } ? UnknownKeys<C, F> : never)
  | (W extends { readonly sort: readonly [infer N, unknown] } ? Exclude<N, FieldNameOf<F>> : never)
  | (W extends { readonly fields: readonly (infer N)[] } ? Exclude<N, FieldNameOf<F>> : never)
  | (W extends { readonly date: infer N } ? Exclude<N, Dated<F>> : never)
  | (W extends { readonly of: infer N } ? Exclude<N, Summed<F>> : never)
  | (W extends { readonly by: infer N } ? Exclude<N, Divided<F>> : never)

/** Checks widgets against their resources: a misspelt or unfit field turns the widget's type into the offender's name. */
export type CheckedWidgets<L> = { [I in keyof L]: CheckedWidget<L[I]> }
type CheckedWidget<W> = [UnknownNames<W, FieldsOf<TokenOf<W>>>] extends [never]
  ? W
  : { readonly unknownField: UnknownNames<W, FieldsOf<TokenOf<W>>> }

/** Declares widgets away from their plugin; the same checks hold as in `definePlugin`. */
export function defineWidgets<const W extends readonly WidgetDefinition[]>(
  widgets: W & CheckedWidgets<NoInfer<W>>,
): readonly WidgetDefinition[] {
  return widgets
}
