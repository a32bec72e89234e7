import { TextField, TextInput } from 'react-admin'
import type { FieldProps, InputProps, Kind } from './kind.ts'
import { rulesOf } from './rules.ts'

const Cell = ({ source }: FieldProps) => <TextField source={source} />

const Input = ({ field, source, isDisabled = false }: InputProps) => (
  <TextInput
    source={source}
    label={field.label}
    multiline={field.multiline === true}
    minRows={field.multiline ? 3 : undefined}
    validate={rulesOf(field)}
    disabled={isDisabled}
    fullWidth
  />
)

export const text: Kind = { Cell, Input }
