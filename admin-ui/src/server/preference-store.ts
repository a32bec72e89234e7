import type { Manifest } from '@guildhall/sdk/manifest'
import type { Store } from 'react-admin'
import type { Http } from './http.ts'

export interface PreferenceServer {
  read(): Promise<Readonly<Record<string, unknown>>>
  /** Null takes a value back. */
  write(values: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** Of lists that are another installation's nothing is kept beside one's own; how it all looks is the same everywhere. */
export function preferencesOf(http: Http, { link }: Manifest): PreferenceServer {
  const read = async () => (await http('/api/preferences')).json.values as Record<string, unknown>
  if (!link)
    return {
      read,
      write: (values) =>
        http('/api/preferences', { method: 'PATCH', body: JSON.stringify({ values }), keepalive: true }),
    }
  return {
    read: async () => Object.fromEntries(Object.entries(await read()).filter(([key]) => key.startsWith('theme'))),
    write: async () => {},
  }
}

/** What is a person's taste goes with him; where he was and what he had ticked stays with the device. */
const travelling = /^(theme|sidebar|lists|records|shell|dashboard|slots|help)(\.|$)/
const keyPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/
const unsentKey = 'unsent'
const pause = 800

/**
 * react-admin's store of the device, kept the same on all devices of a person. The device's is read first, so that nothing waits;
 * what the server knows otherwise replaces it, except for what was set here and not sent yet.
 */
export function createPreferenceStore(local: Store, server: PreferenceServer): Store {
  const unsent = new Set<string>(local.getItem<string[]>(unsentKey, []))
  let timer: ReturnType<typeof setTimeout> | undefined

  const travels = (key: string) => travelling.test(key) && keyPattern.test(key)

  function note(key: string): void {
    if (!travels(key)) return
    unsent.add(key)
    local.setItem(unsentKey, [...unsent])
    clearTimeout(timer)
    timer = setTimeout(() => void send(), pause)
  }

  async function send(): Promise<void> {
    clearTimeout(timer)
    const keys = [...unsent].slice(0, 100)
    if (keys.length === 0) return
    const values = Object.fromEntries(keys.map((key) => [key, local.getItem(key) ?? null]))
    for (const key of keys) unsent.delete(key)
    try {
      await server.write(values)
    } catch {
      // It stays the device's, and is tried again with the next change or the next start.
      for (const key of keys) unsent.add(key)
    }
    local.setItem(unsentKey, [...unsent])
  }

  async function receive(): Promise<void> {
    await send()
    const known = await server.read()
    for (const [key, value] of Object.entries(known))
      if (travels(key) && !unsent.has(key) && JSON.stringify(local.getItem(key)) !== JSON.stringify(value))
        local.setItem(key, value)
  }

  const leave = () => {
    if (document.hidden) void send()
  }

  return {
    ...local,
    setup() {
      local.setup()
      document.addEventListener('visibilitychange', leave)
      void receive().catch(() => {})
    },
    teardown() {
      document.removeEventListener('visibilitychange', leave)
      void send()
      local.teardown()
    },
    setItem(key, value) {
      local.setItem(key, value)
      note(key)
    },
    removeItem(key) {
      local.removeItem(key)
      note(key)
    },
    removeItems(prefix) {
      const keys = Object.keys(local.listItems?.(prefix) ?? {})
      local.removeItems(prefix)
      for (const key of keys) note(key)
    },
  }
}
