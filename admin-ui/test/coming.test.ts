import { expect, test, vi } from 'vitest'
import { coming } from '../src/coming.ts'
import { screenAt } from '../src/screens.tsx'

test('a script is fetched once, and is here afterwards', async () => {
  const fetch = vi.fn(async () => 'screen')
  const screen = coming(fetch)
  expect(screen.here()).toBeUndefined()
  expect(await Promise.all([screen.load(), screen.load()])).toEqual(['screen', 'screen'])
  expect(screen.here()).toBe('screen')
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('what could not be fetched is tried again by whoever needs it next', async () => {
  const fetch = vi.fn(async () => 'screen').mockRejectedValueOnce(new Error('offline'))
  const screen = coming<string>(fetch)
  await expect(screen.load()).rejects.toThrow('offline')
  expect(await screen.load()).toBe('screen')
})

test('the address alone tells which screen comes first', () => {
  const [home, list, show, edit, create] = ['', '/tasks', '/tasks/7/show', '/tasks/7', '/tasks/create'].map((path) =>
    screenAt(`/at/demo${path}`),
  )
  expect(new Set([home, list, show, edit, create]).size).toBe(5)
  expect(screenAt('/at/demo/')).toBe(home)
  expect(screenAt('/at/demo/projects/7/show/tasks')).toBe(show)
})
