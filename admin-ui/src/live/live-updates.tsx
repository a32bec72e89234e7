import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { announce } from './announcements.ts'
import { type Change, invalidate } from './changes.ts'
import { markFresh } from './fresh.ts'
import { listen } from './listen.ts'

/** What comes together is asked for together. */
const gathering = 200

/** Listens as long as the backoffice is open, so that screens show what others do. */
export function LiveUpdates() {
  const client = useQueryClient()
  const { slug } = useManifest().tenant
  const { pathname } = useLocation()
  const path = useRef(pathname)
  path.current = pathname

  useEffect(() => {
    let waiting: Change[] = []
    let isFirst = true
    let timer: ReturnType<typeof setTimeout> | undefined
    // `/tasks/<id>` is the form; `/tasks/<id>/show` is not.
    const isWritten = ({ resource, id }: Change) => path.current.endsWith(`/${resource}/${id}`)
    const flush = () => {
      const changes = waiting
      waiting = []
      timer = undefined
      invalidate(client, changes, isWritten)
    }
    const stop = listen({
      open: (lastId, signal) =>
        fetch('/api/stream', {
          signal,
          headers: { accept: 'text/event-stream', 'x-tenant': slug, ...(lastId && { 'last-event-id': lastId }) },
          credentials: 'same-origin',
        }),
      // What was read before anybody listened may have changed in between.
      onState(isOpen) {
        if (!isOpen || !isFirst) return
        isFirst = false
        const wasRead = ({ state }: Query) => state.dataUpdatedAt > 0 && state.fetchStatus === 'idle'
        void client.invalidateQueries({ predicate: wasRead })
      },
      onMessage({ event, data }) {
        // Too much was missed to be told one by one.
        if (event === 'reset') return void client.invalidateQueries()
        const change = parsed(data)
        if (!change) return
        markFresh(change.resource, change.id)
        announce(change)
        waiting.push(change)
        timer ??= setTimeout(flush, gathering)
      },
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, slug])

  return null
}

function parsed(data: string): Change | null {
  try {
    const { resource, id, version, type } = JSON.parse(data) as Change
    return typeof resource === 'string' && typeof id === 'string' ? { resource, id, version, type } : null
  } catch {
    return null
  }
}
