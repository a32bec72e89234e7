import { expect, test } from 'vitest'
import { createStreamReader } from '../../src/live/stream-messages.ts'

test('messages are read however the stream is cut, and the last place is known', () => {
  const reader = createStreamReader()
  expect(reader.take('retry: 2000\n\nid: a1\n\nid: a2\nda')).toEqual([])
  expect(reader.take('ta: {"id":1}\n')).toEqual([])
  expect(reader.lastId).toBe('a2')
  expect(reader.take('\n: alive\nid: a3\n\nevent: reset\ndata: {}\n\n')).toEqual([
    { event: 'message', data: '{"id":1}' },
    { event: 'reset', data: '{}' },
  ])
  expect(reader.lastId).toBe('a3')
})

test('a stream that goes on where another broke off remembers where that was until it hears more', () => {
  const reader = createStreamReader('b7')
  expect(reader.lastId).toBe('b7')
  reader.take('id: b8\n\n')
  expect(reader.lastId).toBe('b8')
})
