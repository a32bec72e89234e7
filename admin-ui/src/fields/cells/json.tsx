import { Box, Typography } from '@mui/material'
import { useFieldValue, useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { Schema } from '../json/schema.ts'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { Plain } from '../plain.tsx'
import { useFieldWords } from '../words.ts'

/** Structured data in words: lists as lists, objects as their parts by name. */
export function JsonCell({ field, source, isFull = false }: CellProps) {
  const tell = useTelling(field)
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  if (!Array.isArray(value) || !isFull) return <Plain isFull={isFull}>{tell(value)}</Plain>
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.25, display: 'grid', gap: 0.25 }}>
      {value.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values have no names of their own and do not move
        <Typography component="li" variant="body2" key={index}>
          {tell(each)}
        </Typography>
      ))}
    </Box>
  )
}

/** A value of the field, or a part of it, as text. */
export function useTelling(field: CellProps['field']) {
  const words = useFieldWords(field)
  const translate = useTranslate()
  const say = useSay()
  const root = field.schema as Schema | undefined

  function tell(value: unknown, schema: Schema | undefined, path: string): string {
    if (Array.isArray(value)) return value.map((each) => tell(each, schema?.items, path)).join('; ')
    if (typeof value === 'object' && value !== null)
      return inOrder(Object.entries(value), schema)
        .filter(([, part]) => !isNothing(part))
        .map(([name, part]) => {
          const at = path ? `${path}.${name}` : name
          return `${words.part(at)}: ${tell(part, schema?.properties?.[name], at)}`
        })
        .join(', ')
    if (typeof value === 'boolean') return translate(value ? 'fields.yes' : 'fields.no')
    if (schema?.format === 'weekday') return say('weekday', value)
    if (typeof value === 'number') return say('number', value)
    if (schema?.enum) return words.partValue(path, String(value))
    if (schema?.format === 'date') return say('date', value, { dateStyle: 'medium' })
    return String(value ?? '')
  }

  return (value: unknown) => tell(value, Array.isArray(value) ? root : partOf(root, value), '')
}

/** The database keeps no order of names; the schema does. */
function inOrder(parts: [name: string, part: unknown][], schema: Schema | undefined): [name: string, part: unknown][] {
  const names = Object.keys(schema?.properties ?? {})
  return parts.sort(([one], [other]) => names.indexOf(one) - names.indexOf(other))
}

/** One of a list is told by the list's own schema. */
const partOf = (root: Schema | undefined, value: unknown): Schema | undefined =>
  root?.type === 'array' && !Array.isArray(value) ? root.items : root
