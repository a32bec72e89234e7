import { useCallback } from 'react'
import { useDataProvider } from 'react-admin'
import type { GuildhallData } from '../server/data-provider.ts'
import type { PlacedSlot } from './use-slots.ts'

const told = new Set<string>()

/** Tells the server's log of what failed, once. */
export function useReport({ module: { plugin, url }, slot }: PlacedSlot) {
  const data = useDataProvider<GuildhallData>()
  return useCallback(
    ({ message, stack }: Error) => {
      const key = `${url} ${slot.name} ${message}`
      if (told.has(key)) return
      told.add(key)
      const body = {
        plugin,
        slot: slot.name,
        message: message.slice(0, 1000),
        ...(stack && { stack: stack.slice(0, 8000) }),
      }
      data.call('/modules/failures', { method: 'POST', body }).catch(() => told.delete(key))
    },
    [data, plugin, slot.name, url],
  )
}
