import type { Lane } from './lane.ts'
import type { Dispatcher } from './outbox.ts'
import type { Scheduler } from './scheduler.ts'

export interface Worker {
  /** There is something to dispatch: looks soon instead of at the next beat. */
  nudge(): void
  /** There is something to deliver. */
  pump(): void
  start(): void
  /** Takes nothing more and waits for what was begun. */
  stop(): Promise<void>
  /** Dispatches and delivers until nothing is left that may be done now; for tests and the command line. `hurry` passes over the waits between tries. */
  drain(options?: { hurry?: boolean }): Promise<void>
}

export interface WorkerOptions {
  readonly dispatcher: Dispatcher
  readonly scheduler: Scheduler
  readonly lanes: readonly Lane[]
  /** How many deliveries have been settled. */
  settled(): number
  /** Called when events have got their positions. */
  onDispatched(): void
  /** Housekeeping that looks by itself whether it is due. */
  tidy(): Promise<void>
  onError(error: unknown): void
}

const lookEvery = 2_000
/** What is written at about the same time is dispatched together. */
const settleTime = 10
const tickEvery = 5_000
const tidyEvery = 600_000

export function createWorker({
  dispatcher,
  scheduler,
  lanes,
  settled,
  onDispatched,
  tidy,
  onError,
}: WorkerOptions): Worker {
  let running = false
  let dispatching: Promise<void> | null = null
  let again = false
  let nudged: NodeJS.Timeout | null = null
  const timers: NodeJS.Timeout[] = []

  /** Delivery does not wait until nobody writes any more. */
  function dispatched(): void {
    onDispatched()
    pumpAll()
  }

  function pumpAll(): void {
    for (const lane of lanes) lane.pump().catch(onError)
  }

  async function dispatchAll(): Promise<void> {
    do {
      again = false
      let last: number | 'busy'
      do {
        last = await dispatcher.dispatch()
        // Somebody else is at it; what he did not see any more is left to this one.
        if (last === 'busy') await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60))
        else if (last > 0) dispatched()
      } while (last !== 0 && (running || last !== 'busy'))
    } while (again)
  }

  function dispatch(): Promise<void> {
    again = dispatching !== null
    dispatching ??= dispatchAll().finally(() => {
      dispatching = null
    })
    return dispatching
  }

  async function look(): Promise<void> {
    await dispatch()
    await Promise.all(lanes.map((lane) => lane.pump()))
  }

  function every(milliseconds: number, work: () => Promise<unknown>): void {
    let busy = false
    const beat = () => {
      if (busy) return
      busy = true
      work()
        .catch(onError)
        .finally(() => {
          busy = false
        })
    }
    timers.push(setInterval(beat, milliseconds))
    beat()
  }

  return {
    nudge() {
      if (!running || nudged) return
      nudged = setTimeout(() => {
        nudged = null
        if (running) look().catch(onError)
      }, settleTime)
    },
    pump() {
      if (running) pumpAll()
    },
    start() {
      running = true
      every(lookEvery, look)
      every(tickEvery, () => scheduler.runDueJobs())
      every(tidyEvery, tidy)
    },
    async stop() {
      running = false
      for (const timer of timers) clearInterval(timer)
      await dispatching?.catch(() => {})
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
    async drain(options = {}) {
      for (;;) {
        const before = settled()
        let moved = 0
        for (let last: number | 'busy' = 'busy'; last !== 0; ) {
          last = await dispatcher.dispatch()
          if (last === 'busy') await new Promise((resolve) => setTimeout(resolve, 20))
          else moved += last
        }
        if (moved > 0) onDispatched()
        await Promise.all(lanes.map((lane) => lane.pump(options)))
        await Promise.all(lanes.map((lane) => lane.idle()))
        if (moved === 0 && settled() === before) return
      }
    },
  }
}
