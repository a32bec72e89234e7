import type { Slot } from '@guildhall/sdk'
import type { ComponentType } from 'react'
import type { RaRecord } from 'react-admin'
import type { Kind } from '../fields/kind.ts'

/** What a tab of a record, or something beside it, is given; the record is also in react-admin's `useRecordContext`. */
export interface RecordSlotProps {
  readonly resource: string
  readonly record: RaRecord
}

/** How a field is drawn instead of as usual; what is left out stays as it is. */
export type FieldWidget = Partial<Pick<Kind, 'Cell' | 'Input' | 'Filter'>>

/** What fills a slot of a kind: of a field its cell and input, of all others a component. */
export type FillOf<S extends Slot> =
  S extends Slot<'field'>
    ? FieldWidget
    : S extends Slot<'tab' | 'aside'>
      ? ComponentType<RecordSlotProps>
      : S extends Slot<'bar' | 'page' | 'widget' | 'list'>
        ? ComponentType
        : ComponentType | ComponentType<RecordSlotProps> | FieldWidget

/** What the module of a plugin exports as its default. */
export interface AdminModule<Slots extends readonly Slot[] = readonly Slot[]> {
  readonly slots: { readonly [S in Slots[number] as S['name']]: FillOf<S> }
}

/**
 * Fills the slots that a plugin declares, each by its name: `export default defineAdmin<typeof slots>({ slots: { progress: Progress } })`.
 * With the type of the declared slots one that is left out, misspelt or given the wrong component does not compile.
 */
export function defineAdmin<const Slots extends readonly Slot[] = readonly Slot[]>(
  module: AdminModule<Slots>,
): AdminModule<Slots> {
  return module
}
