import { expect, it } from 'vitest'
import { createGiveWay, noteRequest } from '../../src/work/give-way.ts'

/** Works so long without giving way to anything. */
function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
async function waited(giveWay: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await giveWay()
  return performance.now() - began
}

it('comes back at once where nobody asks for anything', async () => {
  const giveWay = createGiveWay()
  workFor(20)
  expect(await waited(giveWay)).toBeLessThan(15)
})

it('waits nine times as long as was worked while requests come, and no longer than they come', async () => {
  const giveWay = createGiveWay()
  await giveWay()
  const asking = setInterval(noteRequest, 5)
  noteRequest()
  workFor(20)
  expect(await waited(giveWay)).toBeGreaterThan(150)
  clearInterval(asking)
  workFor(200)
  // The last request was more than a moment ago.
  expect(await waited(giveWay)).toBeLessThan(150)
})
