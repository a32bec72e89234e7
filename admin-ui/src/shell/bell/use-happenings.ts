import { useEffect } from 'react'
import { useDataProvider, useStore } from 'react-admin'
import { hear } from '../../live/announcements.ts'
import type { Change } from '../../live/changes.ts'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useManifest } from '../../server/manifest.ts'
import { concerns, type Happening, happeningOf, withHappening } from './happening.ts'

export interface Happenings {
  readonly list: readonly Happening[]
  readonly unseen: number
  look(): void
}

const gathering = 1_000
const mostAsked = 50

/** What the live stream told of records that name the reader, kept by this device since the last look. */
export function useHappenings(): Happenings {
  const manifest = useManifest()
  const data = useDataProvider<GuildhallData>()
  const [list, setList] = useStore<Happening[]>('bell.list', [])
  const [seenAt, setSeenAt] = useStore('bell.seenAt', '')

  useEffect(() => {
    const waiting: Change[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    async function ask() {
      timer = undefined
      const changes = waiting.splice(0).slice(-mostAsked)
      const found: Happening[] = []
      for (const [resource, some] of Map.groupBy(changes, (change) => change.resource)) {
        const ids = [...new Set(some.map(({ id }) => id))]
        const { data: records } = await data.getMany(resource, { ids }).catch(() => ({ data: [] }))
        for (const record of records) {
          const change = some.findLast(({ id }) => id === record.id)
          if (change && concerns(manifest, resource, record)) found.push(happeningOf(manifest, change, record))
        }
      }
      if (found.length > 0) setList((before) => found.reduce(withHappening, before) as Happening[])
    }

    const forget = hear((change) => {
      const names = manifest.resource(change.resource)?.fields.some(({ target }) => target === 'people')
      if (!names || change.type === 'deleted') return
      waiting.push(change)
      timer ??= setTimeout(() => void ask(), gathering)
    })
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [manifest, data, setList])

  return {
    list,
    unseen: list.filter(({ at }) => at > seenAt).length,
    look: () => setSeenAt(list[0]?.at ?? seenAt),
  }
}
