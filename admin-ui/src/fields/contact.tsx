import { Link } from '@mui/material'
import { TextInput, useFieldValue } from 'react-admin'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { rulesOf } from './rules.ts'
import { text } from './text.tsx'
import { useFieldWords } from './words.ts'

/** Where such a text leads; only what the web is made of becomes a link. */
const hrefOf = (kind: string, value: string): string | undefined => {
  if (kind === 'email') return `mailto:${value}`
  if (kind === 'phone') return `tel:${value.replaceAll(/[^\d+]/g, '')}`
  return /^https?:\/\//i.test(value) ? value : undefined
}

const inputTypes: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', url: 'url' }

function Cell({ field, source }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <Link
      href={hrefOf(field.kind, String(value))}
      variant="body2"
      underline="hover"
      onClick={(event) => event.stopPropagation()}
      {...(field.kind === 'url' && { target: '_blank', rel: 'noopener noreferrer' })}
      sx={{ overflowWrap: 'anywhere' }}
    >
      {String(value).replace(/^https?:\/\/(www\.)?/, '')}
    </Link>
  )
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <TextInput
      source={source}
      label={field.label}
      type={inputTypes[field.kind] ?? 'text'}
      helperText={hint ?? false}
      validate={rulesOf(field)}
      disabled={isDisabled}
      margin="none"
      fullWidth
    />
  )
}

/** Text that leads somewhere: an e-mail address, a telephone number, an address on the web. */
export const contact: Kind = { Cell, Input, ...(text.Filter && { Filter: text.Filter }) }
