import type { ManifestField } from '@guildhall/sdk/manifest'
import { useManifest } from '../../server/manifest.ts'
import { numberSignsOf, plainNumber } from '../number-text.ts'
import { rulesOf } from '../rules.ts'
import { asEnd, boundsFilter, type EndProps } from './bounds.tsx'
import { TypedInput } from './typed-input.tsx'

function NumberInput(props: EndProps) {
  const { field, source, isDisabled = false } = props
  const { language } = useManifest()
  const signs = numberSignsOf(language)
  return (
    <TypedInput<number>
      field={field}
      source={source}
      isDisabled={isDisabled}
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      align="right"
      unreadable={field.kind === 'integer' ? 'fields.not_integer' : 'fields.not_number'}
      write={(value) => String(value).replace('.', signs.decimal)}
      read={(typed) => readNumber(plainNumber(typed, signs), field)}
      {...asEnd(props, rulesOf(field))}
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
