import { alpha, type Theme } from '@mui/material'

const shown = 4_000
const heard = new Map<string, number>()

/** Notes that somebody changed a record; what is drawn anew because of it is marked for a moment. */
export function markFresh(resource: string, id: string): void {
  const now = performance.now()
  for (const [key, at] of heard) if (now - at > shown) heard.delete(key)
  heard.set(`${resource}/${id}`, now)
}

export const isFresh = (resource: string, id: unknown): boolean =>
  performance.now() - (heard.get(`${resource}/${String(id)}`) ?? Number.NEGATIVE_INFINITY) < shown

/** A row or card that has just been changed by somebody fades from a tint to what it is. */
export const freshStyle = {
  '@keyframes gh-fresh': { from: { backgroundColor: 'var(--gh-fresh)' } },
  '--gh-fresh': (theme: Theme) => alpha(theme.palette.secondary.main, 0.22),
  animation: 'gh-fresh 3s ease-out',
}

export const freshSx = (resource: string, id: unknown) => (isFresh(resource, id) ? freshStyle : {})
