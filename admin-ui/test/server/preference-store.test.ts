import { memoryStore } from 'react-admin'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPreferenceStore } from '../../src/server/preference-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { hidden: false, addEventListener() {}, removeEventListener() {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function device(server: Map<string, unknown>) {
  const local = memoryStore()
  const written: object[] = []
  const state = { isOffline: false }
  const store = createPreferenceStore(local, {
    read: async () => Object.fromEntries(server),
    async write(values) {
      if (state.isOffline) throw new Error('offline')
      written.push(values)
      for (const [key, value] of Object.entries(values)) value === null ? server.delete(key) : server.set(key, value)
    },
  })
  store.setup()
  return { store, written, state }
}

const settle = () => vi.advanceTimersByTimeAsync(2_000)

test('what is set on one device is there on another, and what belongs to a device stays on it', async () => {
  const server = new Map<string, unknown>()
  const desk = device(server)
  await settle()
  desk.store.setItem('lists.tasks.columns', ['title'])
  desk.store.setItem('tasks.listParams', { page: 2 })
  await settle()
  expect([...server]).toEqual([['lists.tasks.columns', ['title']]])
  const phone = device(server)
  await settle()
  expect(phone.store.getItem('lists.tasks.columns')).toEqual(['title'])
  expect(phone.store.getItem('tasks.listParams')).toBeUndefined()
})

test('changes shortly after each other are sent together, and what is taken back is taken back', async () => {
  const server = new Map<string, unknown>([['theme', 'dark']])
  const { store, written } = device(server)
  await settle()
  store.setItem('sidebar.open', false)
  store.removeItem('theme')
  await settle()
  expect(written).toEqual([{ 'sidebar.open': false, theme: null }])
  expect(server.has('theme')).toBe(false)
})

test('what could not be sent is not lost to what the server knew before', async () => {
  const server = new Map<string, unknown>([['theme', 'light']])
  const { store, state } = device(server)
  await settle()
  state.isOffline = true
  store.setItem('theme', 'dark')
  await settle()
  expect([store.getItem('theme'), server.get('theme')]).toEqual(['dark', 'light'])
  state.isOffline = false
  store.setItem('sidebar.open', true)
  await settle()
  expect(server.get('theme')).toBe('dark')
})
