import { createStreamReader, type StreamMessage } from './stream-messages.ts'

export interface ListenOptions {
  /** Opens the stream; with the place to go on from. */
  open(lastId: string | undefined, signal: AbortSignal): Promise<Response>
  onMessage(message: StreamMessage): void
  /** Whether there is an open stream. */
  onState?(isOpen: boolean): void
}

const shortest = 1_000
const longest = 60_000

/**
 * Keeps a stream open: goes on where it broke off, waits longer after each failure, and rests while nobody looks (a browser has few
 * connections for each server). Gives the function that ends it.
 */
export function listen({ open, onMessage, onState = () => {} }: ListenOptions): () => void {
  let lastId: string | undefined
  let failures = 0
  let isOver = false
  let current: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function start(): void {
    clearTimeout(timer)
    if (isOver || current || document.hidden) return
    const controller = new AbortController()
    current = controller
    read(controller.signal)
      .catch((error: unknown) => {
        if (error instanceof GoneError) isOver = true
      })
      .finally(() => {
        if (current !== controller) return
        current = null
        onState(false)
        if (isOver || document.hidden) return
        timer = setTimeout(start, pause(failures++))
      })
  }

  async function read(signal: AbortSignal): Promise<void> {
    const response = await open(lastId, signal)
    if (response.status === 401 || response.status === 403) throw new GoneError()
    if (!response.ok || !response.body) throw new Error(`The stream answers ${response.status}`)
    onState(true)
    const reader = createStreamReader(lastId)
    const decoder = new TextDecoder()
    const source = response.body.getReader()
    for (;;) {
      const { done, value } = await source.read()
      if (done) return
      failures = 0
      for (const message of reader.take(decoder.decode(value, { stream: true }))) onMessage(message)
      lastId = reader.lastId
    }
  }

  function stop(): void {
    clearTimeout(timer)
    current?.abort()
    current = null
  }

  const look = () => (document.hidden ? stop() : start())
  document.addEventListener('visibilitychange', look)
  addEventListener('online', start)
  start()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', look)
    removeEventListener('online', start)
    stop()
  }
}

/** Who is no longer signed in hears nothing more; the next thing he does tells him. */
class GoneError extends Error {}

/** Not all at once after a server came back. */
const pause = (failures: number) => Math.min(longest, shortest * 2 ** failures) * (0.5 + Math.random() / 2)
