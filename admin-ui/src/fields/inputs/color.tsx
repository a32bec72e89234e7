import { Box, InputAdornment, TextField } from '@mui/material'
import { InputHelperText, useInput } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { rulesOf } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { text } from './text.tsx'

function Input({ field, source, isDisabled = false }: InputProps) {
  const { label, hint } = useFieldWords(field)
  const {
    field: input,
    fieldState: { error, invalid },
    id,
    isRequired,
  } = useInput({ source, validate: rulesOf(field) })
  return (
    <TextField
      {...input}
      id={id}
      label={label}
      required={isRequired}
      disabled={isDisabled}
      error={invalid}
      helperText={invalid || hint ? <InputHelperText error={error?.message} helperText={hint ?? false} /> : null}
      placeholder="#2f4b7c"
      size="small"
      fullWidth
      slotProps={{
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Box
                component="input"
                type="color"
                aria-label={label}
                disabled={isDisabled}
                value={/^#[0-9a-f]{6}$/i.test(input.value) ? input.value : '#808080'}
                onChange={input.onChange}
                sx={{ width: 26, height: 26, p: 0, border: 0, background: 'none', cursor: 'pointer' }}
              />
            </InputAdornment>
          ),
        },
      }}
    />
  )
}

export const color = { Input, Filter: text.Filter }
