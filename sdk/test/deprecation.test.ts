import { expect, test } from 'vitest'
import { type Deprecation, deprecated, onDeprecated } from '../src/index.ts'

test('what will go works as before and is told of once, with what to write instead', () => {
  const twice = deprecated({ what: 'twice', instead: 'times', since: '0.1.0' }, (number: number) => 2 * number)
  const told: Deprecation[] = []
  const other: Deprecation[] = []
  const stop = onDeprecated((deprecation) => told.push(deprecation))
  expect(told).toEqual([])
  expect([twice(2), twice(3)]).toEqual([4, 6])
  expect(told).toEqual([{ what: 'twice', instead: 'times', since: '0.1.0' }])
  // Plugins are declared before a platform listens.
  onDeprecated((deprecation) => other.push(deprecation))()
  expect(other).toEqual(told)
  stop()
})
