type Values = Readonly<Record<string, unknown>>

const prefix = 'custom.'

/** The fields a tenant added stand under `custom` on the wire; here each is also found by its own name, `custom.colour`, like any other. */
export function spread<T extends Values>(record: T): T {
  const custom = record['custom']
  if (typeof custom !== 'object' || custom === null) return record
  return { ...record, ...Object.fromEntries(Object.entries(custom).map(([key, value]) => [prefix + key, value])) }
}

/** The other way, for what is sent and what a form begins with. */
export function gather<T extends Values>(values: T): T {
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix))
  if (own.length === 0) return values
  const rest = Object.entries(values).filter(([name]) => !name.startsWith(prefix))
  const named = own.map(([name, value]) => [name.slice(prefix.length), value])
  return { ...Object.fromEntries(rest), custom: Object.fromEntries(named) } as unknown as T
}
