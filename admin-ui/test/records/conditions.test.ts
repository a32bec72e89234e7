import type { ManifestResource } from '@guildhall/sdk/manifest'
import { expect, test } from 'vitest'
import { conditionsOf, isSame, partsOf, said, without } from '../../src/records/list/conditions.ts'

const resource = { fields: [{ name: 'dueAt', kind: 'instant', readable: 'always' }] } as unknown as ManifestResource

test('a key is a field and an operator, or a field alone', () => {
  expect(partsOf('dueAt_gte')).toEqual(['dueAt', 'gte'])
  expect(partsOf('dueAt')).toEqual(['dueAt', 'eq'])
  expect(partsOf('odd_name')).toEqual(['odd_name', 'eq'])
})

test('what a filter says of one field stands together; the search and the archive stand apart', () => {
  const filter = { q: 'x', archived: true, dueAt_gte: 'a', dueAt_lt: 'b', gone: 1, empty_in: [], nothing: null }
  expect(conditionsOf(resource, filter)).toMatchObject([
    {
      name: 'dueAt',
      entries: [
        ['gte', 'a'],
        ['lt', 'b'],
      ],
    },
    { name: 'gone', field: undefined },
  ])
  expect(without(filter, 'dueAt')).not.toHaveProperty('dueAt_lt')
  expect(said({ a: '', b: null, c: [], d: false, e: 0 })).toEqual({ d: false, e: 0 })
})

test('two ways of looking are the same in whatever order they say it', () => {
  expect(isSame({ a: 1, b: { c: 2, d: [1, 2] } }, { b: { d: [1, 2], c: 2 }, a: 1 })).toBe(true)
  expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
})
