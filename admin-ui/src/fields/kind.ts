import type { ManifestField } from '@guildhall/sdk/manifest'
import type { ComponentType } from 'react'

/** `source` is the field's name, with a path before it where the field is part of something. */
export interface FieldProps {
  readonly field: ManifestField
  readonly source: string
}

export interface InputProps extends FieldProps {
  readonly isDisabled?: boolean
}

/** How one kind of field is shown, entered and filtered by: everything generated follows from this. */
export interface Kind {
  readonly Cell: ComponentType<FieldProps>
  readonly Input?: ComponentType<InputProps>
  readonly Filter?: ComponentType<FieldProps>
  /** Numbers stand to the right. */
  readonly align?: 'right'
}
