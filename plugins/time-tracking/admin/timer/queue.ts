/** What was done while there was no connection, in its order. */
export interface Kept {
  /** Sent as the Idempotency-Key, so that what arrives twice is done once. */
  readonly id: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** What it was called on the screen; nothing for an end. */
  readonly title: string | null
}

const place = (person: string) => `guildhall.time.${person}`

export function keptBy(person: string): readonly Kept[] {
  try {
    return JSON.parse(localStorage.getItem(place(person)) ?? '[]') as Kept[]
  } catch {
    return []
  }
}

export function keep(person: string, one: Omit<Kept, 'id'>): void {
  write(person, [...keptBy(person), { ...one, id: crypto.randomUUID() }])
}

/**
 * Sends what is kept, one after the other, until the connection fails again. What the server refuses is told and let go: it will not
 * take it later either.
 */
export async function replay(
  person: string,
  send: (one: Kept) => Promise<unknown>,
  onRefused: (error: Error) => void,
): Promise<number> {
  let sent = 0
  for (let [next] = keptBy(person); next; [next] = keptBy(person)) {
    try {
      await send(next)
    } catch (error) {
      if (isOffline(error)) return sent
      onRefused(error as Error)
    }
    const { id } = next
    write(
      person,
      keptBy(person).filter((one) => one.id !== id),
    )
    sent++
  }
  return sent
}

/** No answer came at all, or none of ours. */
export const isOffline = (error: unknown): boolean => {
  const status = (error as { status?: unknown }).status
  return typeof status !== 'number' || status === 0 || status === 502 || status === 503 || status === 504
}

function write(person: string, all: readonly Kept[]): void {
  if (all.length === 0) localStorage.removeItem(place(person))
  else localStorage.setItem(place(person), JSON.stringify(all))
}
