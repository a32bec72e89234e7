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
export function createGiveWay(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    const until = performance.now() + share * (performance.now() - begun)
    while (performance.now() < until && performance.now() - lastAsked < calm) await sleep(step)
    begun = performance.now()
  }
}
