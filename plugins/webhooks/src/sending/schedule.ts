/** Seconds until each further try: about three days in all, as Standard Webhooks proposes (standardwebhooks.com, "Retries"). */
const waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
const longestRest = 300
const longestAsked = 86_400

/**
 * When a delivery is tried again that failed at `now`, an instant; null when it is given up. A tenth more or less keeps those that failed
 * together from coming back together.
 *
 * @param tries how often it was tried, this one included
 * @param asked seconds that the receiver asked to wait for (`Retry-After`)
 */
export function nextTry(now: string, tries: number, asked = 0, random = Math.random): string | null {
  const wait = waits[tries - 1]
  if (wait === undefined) return null
  return new Date(Date.parse(now) + 1000 * Math.max(spread(wait, random), Math.min(asked, longestAsked))).toISOString()
}

/** Seconds for which an endpoint is left alone after so many rounds without one success. */
export function restAfter(rounds: number, random = Math.random): number {
  return spread(Math.min(longestRest, 5 * 2 ** Math.min(rounds - 1, 10)), random)
}

const spread = (seconds: number, random: () => number) => Math.round(seconds * (900 + 200 * random())) / 1000
