import { expect, test } from 'vitest'
import { keepRunning } from '../../src/database/embedded-watch.ts'

test('what cannot be brought back is tried again ever later, until it works or nobody wants it any more', async () => {
  let isRunning = true
  let failures = 3
  const told: string[] = []
  const tries: number[] = []
  const stop = keepRunning({
    isRunning: () => isRunning,
    restart: async () => {
      tries.push(performance.now())
      if (failures-- > 0) throw new Error('not yet')
      isRunning = true
    },
    tell: (event, error) => void told.push(error ? `${event}: ${(error as Error).message}` : event),
  })
  isRunning = false
  await expect.poll(() => told.at(-1), { timeout: 10_000 }).toBe('restarted')
  expect(told).toEqual(['died', 'died: not yet', 'died: not yet', 'died: not yet', 'restarted'])
  const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
  expect(waits[2]).toBeGreaterThan((waits[0] ?? 0) * 2)

  stop()
  isRunning = false
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(tries).toHaveLength(4)
})
