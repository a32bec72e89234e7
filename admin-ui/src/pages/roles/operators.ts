import type { ManifestField } from '@guildhall/sdk/manifest'
import type { Comparison } from './condition.ts'

/** A comparison as it is offered: several may be one operator with a fixed value. */
export interface Offered {
  readonly key: string
  readonly begin: Pick<Comparison, 'operator' | 'value' | 'group'>
  readonly hasValue: boolean
  is(comparison: Comparison): boolean
}

/** What a field can be compared by. */
export function operatorsOf(field: ManifestField | undefined): readonly Offered[] {
  if (!field) return []
  const { kind, target } = field
  const empty =
    field.optional || pointers.has(kind) ? [fixed('empty', 'null', true), fixed('not_empty', 'null', false)] : []
  if (kind === 'many') return [within, ...empty]
  if (pointers.has(kind)) {
    const people = target === 'people' ? [fixed('me', 'eq', '$me')] : []
    const list = kind === 'refs' || kind === 'files'
    return [
      ...people,
      ...(target ? [list ? open('has', 'eq') : open('in', 'in', [])] : []),
      fixed('readable', 'eq', 'readable'),
      ...(target ? [within] : []),
      ...empty,
    ]
  }
  if (kind === 'boolean') return [open('eq', 'eq', true), ...empty]
  if (kind === 'enumeration' || kind === 'state') return [open('in', 'in', []), open('nin', 'nin', []), ...empty]
  if (kind === 'actor') return [fixed('me', 'eq', '$me'), fixed('not_me', 'ne', '$me')]
  if (kind === 'date' || kind === 'instant') {
    const now = kind === 'date' ? '$today' : '$now'
    return [open('lte_date', 'lte', now), open('gte_date', 'gte', now), ...empty]
  }
  if (numbers.has(kind))
    return [open('eq', 'eq'), open('gte', 'gte'), open('lte', 'lte'), open('gt', 'gt'), open('lt', 'lt'), ...empty]
  if (kind === 'json') return []
  return [open('eq', 'eq'), open('like', 'like'), open('ne', 'ne'), ...empty]
}

const pointers = new Set(['ref', 'refs', 'files', 'subject'])
export const numbers = new Set(['integer', 'decimal', 'duration', 'money'])

const within: Offered = {
  key: 'among',
  begin: { operator: 'among', group: { match: 'all', parts: [] } },
  hasValue: false,
  is: ({ operator }) => operator === 'among',
}

function fixed(key: string, operator: Comparison['operator'], value: unknown): Offered {
  return {
    key,
    begin: { operator, value },
    hasValue: false,
    is: (comparison) => comparison.operator === operator && comparison.value === value,
  }
}

function open(key: string, operator: Comparison['operator'], value?: unknown): Offered {
  return {
    key,
    begin: { operator, ...(value !== undefined && { value }) },
    hasValue: true,
    is: (comparison) =>
      comparison.operator === operator && comparison.value !== '$me' && comparison.value !== 'readable',
  }
}
