let told: readonly string[] = []
const listeners = new Set<() => void>()

/** What writes had to say besides being done, until it was read; whichever screen stands tells it. */
export const warnings = {
  now: () => told,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  add: (message: string) => set([...new Set([...told, message])]),
  remove: (messages: readonly string[]) => set(told.filter((one) => !messages.includes(one))),
}

function set(next: readonly string[]): void {
  told = next
  for (const listener of listeners) listener()
}
