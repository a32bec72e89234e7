import type { ManifestField } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { useInput, useTranslate, type Validator } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import type { InputProps } from '../kind.ts'
import { type Money, minorUnitsOf, typedMoney } from '../money-text.ts'
import { requiredOnly } from '../rules.ts'
import { type BoundProps, boundsFilter } from './bounds.tsx'
import { currencies } from './currencies.ts'
import { TypedInput } from './typed-input.tsx'

/** Typed in major units, kept in minor ones; the tenant's currency unless another is chosen. */
function Input({ field, source, isDisabled = false }: InputProps) {
  const { language, tenant } = useManifest()
  const translate = useTranslate()
  const { field: input } = useInput({ source, format: (value) => value, parse: (value) => value })
  const current = (input.value as Money | null)?.currency
  const chosen = typeof current === 'string' ? current : tenant.currency
  return (
    <TypedInput<Money>
      field={field}
      source={source}
      isDisabled={isDisabled}
      validate={[...requiredOnly(field), ...bounds(field)]}
      inputMode="decimal"
      align="right"
      unreadable="fields.not_money"
      write={({ amount, currency }) => typedMoney(amount, currency, language)}
      read={(typed) => {
        const amount = minorUnitsOf(typed, chosen, language)
        return amount === null ? undefined : { amount, currency: chosen }
      }}
      end={
        <Box
          component="select"
          value={chosen}
          disabled={isDisabled || !current}
          aria-label={translate('fields.currency')}
          onChange={({ target }) =>
            input.onChange(inCurrency(input.value as Money, (target as HTMLSelectElement).value, language))
          }
          sx={currencySelect}
        >
          {currencies(tenant.currency, chosen).map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Box>
      }
    />
  )
}

/** An input within an input would be drawn twice: this one is the browser's own. */
const currencySelect = {
  ml: 1,
  flex: 'none',
  border: 0,
  p: 0.5,
  borderRadius: 0.5,
  font: 'inherit',
  color: 'text.secondary',
  bgcolor: 'background.paper',
  '&:focus-visible': { outline: 2, outlineColor: 'primary.main' },
} as const

/** The same figure in another currency: 12.50 stays 12.50, where the other has as many digits. */
function inCurrency({ amount, currency }: Money, other: string, language: string): Money {
  const typed = typedMoney(amount, currency, language)
  return { amount: minorUnitsOf(typed, other, language) ?? amount, currency: other }
}

function bounds({ limits = {} }: ManifestField): Validator[] {
  const { minimum, maximum } = limits as { minimum?: number; maximum?: number }
  return [
    (value?: Money | null) =>
      typeof value?.amount === 'number' && minimum !== undefined && value.amount < minimum
        ? minimum === 0
          ? 'fields.negative'
          : 'fields.too_little'
        : undefined,
    (value?: Money | null) =>
      typeof value?.amount === 'number' && maximum !== undefined && value.amount > maximum
        ? 'fields.too_much'
        : undefined,
  ]
}

/** Amounts are compared as they are; a currency of its own would be another filter. */
function Bound({ field, source, label }: BoundProps) {
  const { language, tenant } = useManifest()
  return (
    <TypedInput<number>
      field={field}
      source={source}
      label={label}
      hint=""
      inputMode="decimal"
      align="right"
      unreadable="fields.not_money"
      write={(amount) => typedMoney(amount, tenant.currency, language)}
      read={(typed) => minorUnitsOf(typed, tenant.currency, language) ?? undefined}
    />
  )
}

export const money = { Input, Filter: boundsFilter(Bound) }
