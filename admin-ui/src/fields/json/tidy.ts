/** A form's empty inputs are no values: they are left out, and an object of nothing but them is none. */
export function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy).filter((each) => each !== null)
  if (typeof value !== 'object' || value === null) return value === '' ? null : (value ?? null)
  const parts = Object.entries(value)
    .map(([name, part]) => [name, tidy(part)] as const)
    .filter(([, part]) => part !== null)
  return parts.length > 0 ? Object.fromEntries(parts) : null
}
