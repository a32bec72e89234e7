import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { type Change, invalidate } from '../../src/live/changes.ts'

const change = (values: Partial<Change> = {}): Change => ({
  resource: 'tasks',
  id: 'a',
  version: 2,
  type: 'updated',
  ...values,
})

function cache() {
  const client = new QueryClient()
  client.setQueryData(['tasks', 'getOne', { id: 'a' }], { id: 'a', version: 1 })
  client.setQueryData(['tasks', 'getOne', { id: 'b' }], { id: 'b', version: 1 })
  client.setQueryData(['tasks', 'getList', {}], { data: [] })
  client.setQueryData(['tasks', 'getMany', { ids: ['b'] }], [])
  client.setQueryData(['projects', 'getList', {}], { data: [] })
  const old = () =>
    client
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.isInvalidated)
      .map(({ queryKey }) => `${queryKey[0]} ${queryKey[1]} ${JSON.stringify(queryKey[2])}`)
      .sort()
  return { client, old }
}

test('a change makes the record and the lists of its kind old, and nothing else', () => {
  const { client, old } = cache()
  invalidate(client, [change()], () => false)
  expect(old()).toEqual(['tasks getList {}', 'tasks getOne {"id":"a"}'])
})

test('one’s own change, whose version is there already, asks for the record no second time', () => {
  const { client, old } = cache()
  client.setQueryData(['tasks', 'getOne', { id: 'a' }], { id: 'a', version: 2 })
  invalidate(client, [change()], () => false)
  expect(old()).toEqual(['tasks getList {}'])
})
