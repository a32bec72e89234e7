/** Whether the server can be reached, as the last request told. */
let isReached = true
/** How often it was lost: an answer to what was asked before the last time proves nothing. */
let losses = 0
const listeners = new Set<() => void>()

export function noteReach(reached: boolean): void {
  if (!reached) losses += 1
  if (reached === isReached) return
  isReached = reached
  for (const listener of listeners) listener()
}

export const reach = {
  isReached: () => isReached,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** fetch that remembers whether it came through; an answer of any kind says that it did. */
export async function fetchNoting(path: string, options?: RequestInit): Promise<Response> {
  const before = losses
  try {
    const response = await fetch(path, options)
    if (losses === before) noteReach(true)
    return response
  } catch (error) {
    if ((error as Error).name !== 'AbortError') noteReach(false)
    throw error
  }
}
