import type { Delivery } from './delivery.ts'
import type { Claimed, DeliveryQueue } from './queue.ts'

/** Works on some deliveries at a time, whichever queues they come from. */
export interface Lane {
  /** Looks for work, now. `hurry` passes over the waits between tries. */
  pump(options?: { hurry?: boolean }): Promise<void>
  /** When all that was taken is settled. */
  idle(): Promise<void>
  /** Takes nothing more. */
  stop(): Promise<void>
}

export interface LaneOptions {
  readonly kind: Delivery['kind']
  readonly handlers: readonly string[]
  readonly queue: DeliveryQueue
  readonly size: number
  deliver(claimed: Claimed): Promise<void>
  onError(error: unknown): void
}

export function createLane({ kind, handlers, queue, size, deliver, onError }: LaneOptions): Lane {
  const active = new Set<Promise<void>>()
  let pumping: Promise<void> | null = null
  let again = false
  let stopped = false
  let hurried = false
  let turn = 0
  let waiting: string[] = []

  function start(claimed: Claimed): void {
    const work = deliver(claimed)
      .catch(onError)
      .then(() => {
        active.delete(work)
        if (!stopped) void pump({ hurry: hurried }).catch(onError)
      })
    active.add(work)
  }

  /** The handlers take turns, so that a busy one does not keep the others waiting. */
  async function lookOnce(): Promise<boolean> {
    if (waiting.length === 0) waiting = await queue.due(kind, handlers, hurried)
    while (waiting.length > 0 && active.size < size && !stopped) {
      turn = (turn + 1) % waiting.length
      const name = waiting[turn] as string
      const free = size - active.size
      const claimed = await queue.claim(kind, name, Math.max(1, Math.ceil(free / 2)), hurried)
      for (const one of claimed) start(one)
      if (claimed.length === 0) waiting = waiting.filter((other) => other !== name)
      else return true
    }
    return false
  }

  async function look(): Promise<void> {
    do {
      again = false
      while (active.size < size && !stopped && (await lookOnce()));
    } while (again && !stopped && active.size < size)
  }

  async function pump({ hurry = false } = {}): Promise<void> {
    if (handlers.length === 0 || stopped) return
    hurried = hurry
    if (pumping) {
      again = true
      return pumping
    }
    pumping = look().finally(() => {
      pumping = null
    })
    return pumping
  }

  async function idle(): Promise<void> {
    while (pumping || active.size > 0) {
      await pumping?.catch(() => {})
      if (active.size > 0) await Promise.race(active)
    }
  }

  return {
    pump,
    idle,
    async stop() {
      stopped = true
      await idle()
    },
  }
}
