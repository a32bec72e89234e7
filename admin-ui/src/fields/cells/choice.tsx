import { Box } from '@mui/material'
import { useFieldValue, useResourceContext } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { ToneChip } from '../chip.tsx'
import type { CellProps, FieldProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { toneOfChoice, toneOfState } from '../tones.ts'
import { useFieldWords } from '../words.ts'

export function ChoiceCell({ field, source }: CellProps) {
  const words = useFieldWords(field)
  const tone = useTone()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <ToneChip tone={tone(field, String(value))} text={words.value(String(value))} isState={field.kind === 'state'} />
  )
}

/** Several of them, in their order. */
export function ChoicesCell({ field, source }: CellProps) {
  const words = useFieldWords(field)
  const value: unknown = useFieldValue({ source })
  if (!Array.isArray(value) || value.length === 0) return <Nothing />
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5 }}>
      {value.map((one: string) => (
        <ToneChip key={one} tone={toneOfChoice(field.values, one)} text={words.value(one)} isState={false} />
      ))}
    </Box>
  )
}

/** The colour of a value in the resource at hand. */
export function useTone() {
  const { resource } = useManifest()
  const known = resource(useResourceContext() ?? '')
  return (field: FieldProps['field'], value: string) =>
    field.kind === 'state' && known ? toneOfState(known, field, value) : toneOfChoice(field.values, value)
}
