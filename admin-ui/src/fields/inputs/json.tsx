import { Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { InputHelperText, useInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { isPlain, type Schema, shapeOf } from '../json/schema.ts'
import { tidy } from '../json/tidy.ts'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { ListInput, Parts } from './json-list.tsx'
import { PartInput } from './json-part.tsx'

/** A form by the schema; text where no form can be made of it. */
export function JsonInput({ field, source, isDisabled = false }: InputProps) {
  const { label, hint } = useFieldWords(field)
  const schema = (field.schema ?? {}) as Schema
  const value: unknown = useWatch({ name: source })
  // Of what may be left out nothing is asked until something is there.
  const isAsked = field.required || tidy(value) !== null
  const props = { field, source, schema: isAsked ? schema : { ...schema, required: [] }, path: '', label, isDisabled }
  const shape = shapeOf(schema)
  if (shape === 'list') return <ListInput {...props} />
  if (isPlain(schema)) return <PartInput {...props} isRequired={field.required} />
  if (shape !== 'object') return <TextualInput field={field} source={source} isDisabled={isDisabled} />
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="caption" color="textSecondary" sx={{ mb: 1, p: 0 }}>
        {label}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fit, minmax(9rem, 1fr))' },
        }}
      >
        <Parts {...props} />
      </Box>
      {hint && (
        <Typography variant="caption" color="textSecondary">
          {hint}
        </Typography>
      )}
    </Box>
  )
}

/** JSON as it is written; what is none stays where it was typed. */
function TextualInput({ field, source, isDisabled = false }: InputProps) {
  const { label, hint } = useFieldWords(field)
  const [typed, setTyped] = useState<string | null>(null)
  const {
    field: input,
    fieldState: { error, invalid },
    id,
    isRequired,
  } = useInput({
    source,
    validate: [
      ...requiredOnly(field),
      () => (typed !== null && parsed(typed) === undefined ? 'fields.not_json' : undefined),
    ],
    format: (value) => value,
    parse: (value) => value,
  })
  return (
    <TextField
      id={id}
      name={input.name}
      inputRef={input.ref}
      label={label}
      multiline
      minRows={4}
      maxRows={20}
      value={typed ?? (input.value == null ? '' : JSON.stringify(input.value, null, 2))}
      required={isRequired}
      disabled={isDisabled}
      error={invalid}
      helperText={invalid || hint ? <InputHelperText error={error?.message} helperText={hint ?? false} /> : null}
      size="small"
      fullWidth
      onChange={({ target }) => {
        setTyped(target.value)
        const value = parsed(target.value)
        input.onChange(value === undefined ? input.value : value)
      }}
      onBlur={() => {
        if (typed !== null && parsed(typed) !== undefined) setTyped(null)
        input.onBlur()
      }}
      slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'ui-monospace, monospace', fontSize: 13 } } }}
    />
  )
}

function parsed(text: string): unknown {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
