type Listener = (message: string) => void

const listeners = new Set<Listener>()

/** What a write had to say besides being done; the screen that stands now tells it. */
export function warn(message: string): void {
  for (const listener of listeners) listener(message)
}

export function onWarning(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
