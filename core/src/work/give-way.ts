import { setTimeout as sleep } from 'node:timers/promises'

/** When this process was last asked for something; as long as nobody asks, work goes on at full speed. */
let lastAsked = Number.NEGATIVE_INFINITY
export const noteRequest = (): void => {
  lastAsked = performance.now()
}

/** So long after a request another is expected. */
const calm = 100
const share = 9
const step = 10

/** For one run of a job; see `Work.giveWay`. */
export function createGiveWay({ now, wait, asked }: Passing = passing): () => Promise<void> {
  let begun = now()
  return async () => {
    const until = now() + share * (now() - begun)
    while (now() < until && now() - asked() < calm) await wait(step)
    begun = now()
  }
}

/** How time passes, and when somebody last asked, in milliseconds of one clock. */
export interface Passing {
  now(): number
  asked(): number
  wait(milliseconds: number): Promise<unknown>
}

const passing: Passing = {
  now: () => performance.now(),
  asked: () => lastAsked,
  wait: (milliseconds) => sleep(milliseconds),
}
