import type { Fields } from './fields/field.ts'
import type { FieldNameOf, Where } from './where.ts'

/** Hints for the generated screens; all optional, all names are fields of the resource. */
export interface Views<F extends Fields = Fields> {
  /** Columns of the list, in order. */
  readonly list?: readonly FieldNameOf<F>[]
  /** Sections of show, create and edit; the key names the section's translation. */
  readonly sections?: Readonly<Record<string, readonly (keyof F & string)[]>>
  /** Filters offered first. */
  readonly filters?: readonly FieldNameOf<F>[]
  readonly calendar?: { readonly from: FieldNameOf<F>; readonly to?: FieldNameOf<F> }
  /** The state field whose values are the board's columns. */
  readonly board?: keyof F & string
  /** Shown only while the condition on the form's own values holds. */
  readonly showWhen?: { readonly [K in keyof F]?: Where }
  /** `many` fields shown as tabs of the record. */
  readonly tabs?: readonly (keyof F & string)[]
  /** A name from the icon set of the interface (Material symbols). */
  readonly icon?: string
  /** Where the menu shows it; `hidden` for what is reached through its parent only. */
  readonly menu?: 'main' | 'settings' | 'hidden'
}
