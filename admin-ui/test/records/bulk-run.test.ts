import { expect, test } from 'vitest'
import { runEach } from '../../src/records/list/bulk/bulk-run.ts'

test('one that is refused keeps no other back, and its reason is told', async () => {
  const told: number[] = []
  const refusal = Object.assign(new Error('No.'), { body: { errors: { name: 'It is taken.' } } })
  const { done, refused } = await runEach(
    ['a', 'b', 'c', 'd', 'e', 'f'],
    async (id) => {
      if (id === 'c') throw refusal
    },
    (count) => told.push(count),
  )
  expect([...done].sort()).toEqual(['a', 'b', 'd', 'e', 'f'])
  expect(refused).toEqual([{ id: 'c', reason: 'No. It is taken.' }])
  expect(told.at(-1)).toBe(6)
})
