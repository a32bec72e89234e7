import type { ManifestField } from '@guildhall/sdk/manifest'
import type { ComponentType } from 'react'

/** `source` is the field's name, with a path before it where the field is part of something. */
export interface FieldProps {
  readonly field: ManifestField
  readonly source: string
}

export interface CellProps extends FieldProps {
  /** On the record's own page a value is shown whole; in a list it keeps to its line. */
  readonly isFull?: boolean
}

export interface InputProps extends FieldProps {
  readonly isDisabled?: boolean
}

/**
 * How one kind of field is shown, entered and filtered by: everything generated follows from this. A cell reads the record
 * of its context; a filter writes operators (`dueOn_gte`) into the form of filters around it.
 */
export interface Kind {
  readonly Cell: ComponentType<CellProps>
  readonly Input?: ComponentType<InputProps>
  readonly Filter?: ComponentType<FieldProps>
  /** Numbers stand to the right. */
  readonly align?: 'right'
  /** Takes a row of its own in a form and on a record's page. */
  readonly isWide?: (field: ManifestField) => boolean
}
