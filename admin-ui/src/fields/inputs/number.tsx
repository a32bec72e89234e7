import type { ManifestField } from '@guildhall/sdk/manifest'
import { useManifest } from '../../server/manifest.ts'
import type { InputProps } from '../kind.ts'
import { numberSignsOf, plainNumber } from '../number-text.ts'
import { rulesOf } from '../rules.ts'
import { boundsFilter } from './bounds.tsx'
import { TypedInput } from './typed-input.tsx'

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

export const number = { Input: NumberInput, Filter }
