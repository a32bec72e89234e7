import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { useState } from 'react'
import { type RaRecord, useDataProvider } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { codeOf } from '../refusal.ts'
import { type Difference, differencesOf } from './stale.ts'

export interface Stale {
  readonly theirs: RaRecord
  readonly differences: readonly Difference[]
  readonly by?: string
}

export const isStale = (error: unknown): boolean => codeOf(error) === 'records.stale'

/** What to ask when a save was refused because the record is no longer what the form began with. */
export function useStale({ name }: ManifestResource, fields: readonly ManifestRecordField[]) {
  const data = useDataProvider<GuildhallData>()
  const [stale, setStale] = useState<Stale | null>(null)
  return {
    stale,
    close: () => setStale(null),
    async open(begun: RaRecord, mine: Readonly<Record<string, unknown>>) {
      const { data: theirs } = await data.getOne<RaRecord>(name, { id: begun.id })
      const [last] = await data
        .call<{ actor?: { label: string } }[]>(`/${name}/${begun.id}/history?limit=1`)
        .catch(() => [])
      const by = last?.actor?.label
      setStale({ theirs, differences: differencesOf(fields, begun, mine, theirs), ...(by && { by }) })
    },
  }
}
