import type { ManifestField } from '@guildhall/sdk/manifest'
import { useFieldValue } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useSay } from '../words/use-words.ts'
import { boundsFilter } from './bounds.tsx'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { numberSignsOf, plainNumber } from './number-text.ts'
import { Figure } from './plain.tsx'
import { rulesOf } from './rules.ts'
import { TypedInput } from './typed-input.tsx'

function Cell({ field, source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return <Figure>{say('number', value, field.kind === 'decimal' ? { digits: field.scale ?? 2 } : {})}</Figure>
}

interface NumberProps extends InputProps {
  readonly label?: string
  readonly isBound?: boolean
}

function NumberInput({ field, source, label, isDisabled = false, isBound = false }: NumberProps) {
  const { language } = useManifest()
  const signs = numberSignsOf(language)
  return (
    <TypedInput<number>
      field={field}
      source={source}
      {...(label && { label })}
      isDisabled={isDisabled}
      validate={isBound ? [] : rulesOf(field)}
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      align="right"
      unreadable={field.kind === 'integer' ? 'fields.not_integer' : 'fields.not_number'}
      write={(value) => String(value).replace('.', signs.decimal)}
      read={(typed) => readNumber(plainNumber(typed, signs), field)}
      {...(isBound && { hint: '' })}
    />
  )
}

function readNumber(plain: string | null, { kind, scale = 2 }: ManifestField): number | undefined {
  if (plain === null) return undefined
  const fraction = plain.split('.')[1]?.replace(/0+$/, '') ?? ''
  if (fraction.length > (kind === 'integer' ? 0 : scale)) return undefined
  const value = Number(plain)
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined
}

const Filter = boundsFilter((bound) => <NumberInput isBound {...bound} />)

export const number: Kind = { Cell, Input: NumberInput, Filter, align: 'right' }
