import { expect, test } from 'vitest'
import { arranged, hiddenOf, moved, untouched } from '../../src/dashboard/arrangement.ts'

const all = ['a', 'b', 'c', 'd'].map((key) => ({ key }))
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key).join('')

test('who arranged nothing sees all as it was declared', () => {
  expect(keys(arranged(all, untouched))).toBe('abcd')
})

test('a person’s order holds, and what he hid is not there', () => {
  const arrangement = { order: ['d', 'a', 'c'], hidden: ['b'] }
  expect(keys(arranged(all, arrangement))).toBe('dac')
  expect(keys(hiddenOf(all, arrangement))).toBe('b')
})

test('a widget that came later stands behind the one it was declared after; one that is gone leaves no gap', () => {
  expect(keys(arranged(all, { order: ['d', 'gone', 'b', 'a'], hidden: [] }))).toBe('dbca')
  expect(keys(arranged(all, { order: ['c', 'b'], hidden: [] }))).toBe('acdb')
})

test('one moves to a place and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', 0).join('')).toBe('cab')
  expect(moved(['a', 'b', 'c'], 'a', 1).join('')).toBe('bac')
  expect(moved(['a', 'b', 'c'], 'a', 9).join('')).toBe('bca')
  expect(moved(['a', 'b', 'c'], 'a', -1).join('')).toBe('abc')
})
