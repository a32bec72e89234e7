/** What this window remembers while it is at a provider; the rest travels in a cookie that scripts cannot read. */
export interface Trip {
  /** Signing in, or linking the provider to who is signed in. */
  readonly what: 'sign-in' | 'link'
  /** Where to go on to; judged again when one is back. */
  readonly next: string | null
}

const key = 'guildhall.trip'

export function leave(trip: Trip, address: string): void {
  sessionStorage.setItem(key, JSON.stringify(trip))
  location.assign(address)
}

export function takeTrip(): Trip | null {
  const kept = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return kept ? (JSON.parse(kept) as Trip) : null
}
