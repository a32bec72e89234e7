/** Keeps a server that does not answer from being asked by everybody in turn: after some failures nobody asks for a while. */
export interface Breaker {
  /** Until when not to ask (an instant); null when one may. */
  closedUntil(key: string, now: string): string | null
  failed(key: string, now: string): void
  worked(key: string): void
}

const most = 3
const rest = 60_000

export function openBreaker(): Breaker {
  const failures = new Map<string, { count: number; until: string }>()
  return {
    closedUntil(key, now) {
      const known = failures.get(key)
      return known && known.count >= most && known.until > now ? known.until : null
    },
    failed(key, now) {
      const count = (failures.get(key)?.count ?? 0) + 1
      failures.set(key, { count, until: new Date(Date.parse(now) + rest).toISOString() })
    },
    worked: (key) => void failures.delete(key),
  }
}
