import { setTimeout as sleep } from 'node:timers/promises'

export interface Watched {
  isRunning(): boolean
  /** Brings it back; throws when that did not work this time. */
  restart(): Promise<void>
  /** What happened, for the log; an error when it could not be brought back yet. */
  tell(event: 'died' | 'restarted', error?: unknown): void
}

const look = 500
const [shortestWait, longestWait] = [250, 30_000]

/** Looks after something that may die: it is restarted at once, and then ever later while that fails. Gives the way to end it. */
export function keepRunning({ isRunning, restart, tell }: Watched): () => void {
  let isOver = false
  void (async () => {
    while (!isOver) {
      await sleep(look, undefined, { ref: false })
      if (isOver || isRunning()) continue
      tell('died')
      await bringBack()
    }
  })()
  return () => {
    isOver = true
  }

  async function bringBack(): Promise<void> {
    for (let wait = shortestWait; !isOver; wait = Math.min(2 * wait, longestWait))
      try {
        await restart()
        return tell('restarted')
      } catch (error) {
        tell('died', error)
        await sleep(wait, undefined, { ref: false })
      }
  }
}
