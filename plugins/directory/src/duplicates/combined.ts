export interface Party {
  readonly id: string
  readonly phones: readonly string[]
  readonly notes: string | null
  readonly similar: readonly string[]
  readonly lastActivityAt: string
}

const kept = new Set([
  'id',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'archivedAt',
  'phoneDigits',
  'person',
])

/** What the winner of a merge says afterwards: his own words first, the other's where he had none, the lists of both. */
export function combined<P extends Party>(winner: P, duplicate: P): Partial<P> {
  const missing = Object.entries(duplicate).filter(
    ([name, value]) => !kept.has(name) && value !== null && winner[name as keyof P] === null,
  )
  return {
    ...(Object.fromEntries(missing) as Partial<P>),
    phones: [...new Set([...winner.phones, ...duplicate.phones])].slice(0, 10),
    notes: [winner.notes, duplicate.notes].filter((note) => note !== null).join('\n\n') || null,
    similar: [...new Set([...winner.similar, ...duplicate.similar])].filter(
      (id) => id !== winner.id && id !== duplicate.id,
    ),
    lastActivityAt: [winner.lastActivityAt, duplicate.lastActivityAt].sort().at(-1),
  }
}
