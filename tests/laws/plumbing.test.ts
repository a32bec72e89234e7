import { expect, it } from 'vitest'
import { linesOf, pluginsHere } from './plumbing.ts'

it.each(pluginsHere)('of %s less than a fifth is plumbing', (plugin) => {
  const { lines, share } = linesOf(plugin)
  expect(lines).toBeGreaterThan(500)
  expect(share).toBeLessThan(0.2)
})
