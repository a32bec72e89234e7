import { Box, InputAdornment, TextField } from '@mui/material'
import { InputHelperText, useFieldValue, useInput } from 'react-admin'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { Figure } from './plain.tsx'
import { rulesOf } from './rules.ts'
import { text } from './text.tsx'
import { useFieldWords } from './words.ts'

const Swatch = ({ value }: { readonly value: string }) => (
  <Box
    component="span"
    sx={{ width: 16, height: 16, borderRadius: 0.75, border: 1, borderColor: 'divider', flex: 'none' }}
    style={{ backgroundColor: value }}
  />
)

function Cell({ source }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
      <Swatch value={String(value)} />
      <Figure>{String(value)}</Figure>
    </Box>
  )
}

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

export const color: Kind = { Cell, Input, ...(text.Filter && { Filter: text.Filter }) }
