import { expect, it } from 'vitest'
import { createGiveWay } from '../../src/work/give-way.ts'

/** A clock that stands still but for work and waiting; requests come while `isAsked` says so. */
function day(isAsked: (now: number) => boolean) {
  let now = 1_000
  let asked = Number.NEGATIVE_INFINITY
  const pass = async (milliseconds: number) => {
    for (let step = 0; step < milliseconds; step++) if (isAsked(++now)) asked = now
  }
  return { now: () => now, asked: () => asked, wait: pass, work: pass }
}

it('goes on at once where nobody asks for anything', async () => {
  const quiet = day(() => false)
  const giveWay = createGiveWay(quiet)
  await quiet.work(20)
  await giveWay()
  expect(quiet.now()).toBe(1_020)
})

it('takes a tenth of the time while requests come', async () => {
  const busy = day(() => true)
  const giveWay = createGiveWay(busy)
  for (let part = 0; part < 10; part++) {
    await busy.work(20)
    await giveWay()
  }
  expect(busy.now()).toBe(1_000 + 10 * 200)
})

it('waits no longer than they come', async () => {
  const short = day((now) => now < 1_050)
  const giveWay = createGiveWay(short)
  await short.work(40)
  await giveWay()
  // A tenth of a second after the last one.
  expect(short.now()).toBeGreaterThanOrEqual(1_149)
  expect(short.now()).toBeLessThan(1_170)
})
