import type { Change } from './changes.ts'

const listeners = new Set<(change: Change) => void>()

/** Passes on what the one stream of this window tells, to whoever else wants to hear it. */
export function announce(change: Change): void {
  for (const listener of listeners) listener(change)
}

/** Gives the function that ends it. */
export function hear(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
