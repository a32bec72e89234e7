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

/** The colour of a value in the resource at hand. */
export function useTone() {
  const { resource } = useManifest()
  const known = resource(useResourceContext() ?? '')
  return (field: FieldProps['field'], value: string) =>
    field.kind === 'state' && known ? toneOfState(known, field, value) : toneOfChoice(field.values, value)
}
