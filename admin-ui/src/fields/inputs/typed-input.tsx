import type { ManifestField } from '@guildhall/sdk/manifest'
import { TextField, type TextFieldProps } from '@mui/material'
import { type ReactNode, useEffect, useState } from 'react'
import { InputHelperText, useInput, type Validator } from 'react-admin'
import { useFieldWords } from '../words.ts'

export interface TypedInputProps<Value> {
  readonly field: ManifestField
  readonly source: string
  readonly label?: string
  readonly isDisabled?: boolean
  readonly validate?: readonly Validator[]
  /** How a value is typed. */
  readonly write: (value: Value) => string
  /** What was typed; undefined where it says nothing of the kind. */
  readonly read: (typed: string) => Value | undefined
  /** The key of what to say then. */
  readonly unreadable: string
  readonly inputMode?: 'decimal' | 'numeric' | 'text'
  readonly placeholder?: string
  readonly align?: 'right'
  readonly hint?: string
  readonly end?: ReactNode
  readonly sx?: TextFieldProps['sx']
}

/** What stands in a form for text that could not be read, so that it is neither lost nor saved. */
interface Unread {
  readonly unread: string
}

const isUnread = (value: unknown): value is Unread => typeof value === 'object' && value !== null && 'unread' in value

/** A value typed freely and kept in another form: what was typed stays as it is until the input is left. */
export function TypedInput<Value>(props: TypedInputProps<Value>) {
  const { field, source, write, read, unreadable, validate = [], isDisabled = false, align } = props
  const words = useFieldWords(field)
  const {
    field: input,
    fieldState: { error, invalid },
    id,
    isRequired,
  } = useInput({
    source,
    validate: [...validate, refuseUnread(unreadable)],
    format: (value) => value,
    parse: (value) => value,
  })
  const written = textOf(input.value, write)
  const [typed, setTyped] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value from outside takes the place of what was typed
  useEffect(() => {
    if (typed !== null && JSON.stringify(readOf(typed, read)) !== JSON.stringify(input.value ?? null)) setTyped(null)
  }, [written])
  const hint = props.hint ?? words.hint
  return (
    <TextField
      id={id}
      name={input.name}
      inputRef={input.ref}
      label={props.label ?? words.label}
      value={typed ?? written}
      required={isRequired}
      disabled={isDisabled}
      error={invalid}
      placeholder={props.placeholder}
      helperText={invalid || hint ? <InputHelperText error={error?.message} helperText={hint ?? false} /> : null}
      autoComplete="off"
      size="small"
      fullWidth
      sx={props.sx}
      onChange={({ target }) => {
        setTyped(target.value)
        input.onChange(readOf(target.value, read))
      }}
      onBlur={() => {
        setTyped(null)
        input.onBlur()
      }}
      slotProps={{
        htmlInput: { inputMode: props.inputMode ?? 'text', ...(align && { style: { textAlign: align } }) },
        input: { endAdornment: props.end },
      }}
    />
  )
}

const refuseUnread =
  (message: string): Validator =>
  (value: unknown) =>
    isUnread(value) ? message : undefined

function readOf<Value>(typed: string, read: (typed: string) => Value | undefined): Value | Unread | null {
  if (typed.trim() === '') return null
  return read(typed) ?? { unread: typed }
}

function textOf<Value>(value: unknown, write: (value: Value) => string): string {
  if (value === null || value === undefined || value === '') return ''
  return isUnread(value) ? value.unread : write(value as Value)
}
