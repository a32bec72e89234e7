type Values = Readonly<Record<string, unknown>>

/**
 * Whether what stands in a form meets a condition (sdk/where). Only the form's own values are known: a path through a
 * reference, or an operator nobody knows, hides nothing.
 */
export function meets(where: Readonly<Record<string, unknown>>, values: Values, me: string | null): boolean {
  return Object.entries(where).every(([key, expected]) => {
    if (key === '$and') return (expected as Values[]).every((part) => meets(part, values, me))
    if (key === '$or') return (expected as Values[]).some((part) => meets(part, values, me))
    if (key === '$not') return !meets(expected as Values, values, me)
    const [, name = key, operator = 'eq'] = /^(.+)_(ne|gte|lte|gt|lt|in|nin|like|null)$/.exec(key) ?? []
    if (name.includes('.') && !(name in values)) return true
    return compare(operator, values[name] ?? null, expected === '$me' ? me : expected)
  })
}

function compare(operator: string, value: unknown, expected: unknown): boolean {
  switch (operator) {
    case 'eq':
      return Array.isArray(expected) ? isAmong(value, expected) : isEqual(value, expected)
    case 'ne':
      return !isEqual(value, expected)
    case 'in':
      return isAmong(value, expected as unknown[])
    case 'nin':
      return !isAmong(value, expected as unknown[])
    case 'null':
      return (value === null || value === '') === expected
    case 'like':
      return typeof value === 'string' && value.toLowerCase().includes(String(expected).toLowerCase())
    default:
      return value !== null && ordered(operator, amountOf(value), expected as string | number)
  }
}

function ordered(operator: string, value: string | number, expected: string | number): boolean {
  if (operator === 'gte') return value >= expected
  if (operator === 'lte') return value <= expected
  return operator === 'gt' ? value > expected : value < expected
}

/** A list of references equals what it contains. */
const isEqual = (value: unknown, expected: unknown): boolean =>
  Array.isArray(value) ? value.includes(expected) : value === (expected ?? null)

const isAmong = (value: unknown, expected: readonly unknown[]): boolean => expected.some((each) => isEqual(value, each))

const amountOf = (value: unknown): string | number =>
  typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : (value as string | number)
