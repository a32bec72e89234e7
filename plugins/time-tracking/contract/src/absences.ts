import { defineExtensionPoint, type Scope, Type } from '@guildhall/sdk'

/** Days on which somebody, or everybody, does not work. */
export interface Absence {
  /** An id of `people`; null for everybody. */
  readonly person: string | null
  /** `2026-03-29`. */
  readonly day: string
  /** Half a day, where it is no whole one. */
  readonly half?: 'first' | 'second'
  /** What it is called to the reader: "Annual leave", "Easter Monday". Without a reason that he may not know. */
  readonly label: string
  /** A sign of at most three letters for a narrow table: `CO`, `CM`, `SL`. */
  readonly sign: string
}

/** Who tells of absences. */
export interface AbsenceSource {
  /** Unique in the installation. */
  readonly name: string
  /** From one day to another, both included, of these persons and of everybody; as the reader of the scope may know it. */
  between(
    scope: Scope,
    range: { readonly from: string; readonly to: string; readonly people: readonly string[] },
  ): Promise<readonly Absence[]>
}

/** Where plugins say who is away, for the attendance sheet and the board. */
export const absences = defineExtensionPoint(
  'time-tracking.absences',
  Type.Unsafe<AbsenceSource>({ type: 'object', required: ['name'] }),
)
