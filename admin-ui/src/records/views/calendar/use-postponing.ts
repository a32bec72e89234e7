import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { type Identifier, useDataProvider } from 'react-admin'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { useManifest } from '../../../server/manifest.ts'
import type { Days } from '../../list/view-kinds.ts'
import { useRefusal } from '../../refusal.ts'
import type { Movable } from '../step.ts'
import { daysOf, movedTo } from '../time-range.ts'

/** Whether this person may put the record on another day. */
export function mayPostpone({ from, to }: Days, { _can }: Movable): boolean {
  const open = ({ name, computed, immutable, updatable }: ManifestRecordField) =>
    !computed &&
    !immutable &&
    updatable !== 'never' &&
    (_can?.fields === true || (_can?.fields.includes(name) ?? false))
  return (_can?.actions.includes('update') ?? false) && open(from) && (!to || open(to))
}

/** Puts records on other days: shown at once, and taken back with the reason where the server refuses. */
export function usePostponing(resource: ManifestResource, days: Days) {
  const data = useDataProvider<GuildhallData>()
  const client = useQueryClient()
  const refusal = useRefusal()
  const { zone } = useManifest()
  const [changed, setChanged] = useState<ReadonlyMap<Identifier, object>>(new Map())

  async function postpone(record: Movable, day: string) {
    if (daysOf(record, days, zone)?.from === day) return
    const changes = movedTo(record, days, day, zone)
    setChanged((before) => new Map(before).set(record.id, changes))
    try {
      // The version last seen: who was overtaken is told instead of overwriting.
      const body = { ...changes, version: record['version'] }
      await data.call(`/${resource.name}/${record.id}`, { method: 'PATCH', body })
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === resource.name })
    } catch (error) {
      refusal.tell(error)
    }
    setChanged((before) => {
      const next = new Map(before)
      next.delete(record.id)
      return next
    })
  }

  const placed = useCallback((record: Movable): Movable => ({ ...record, ...changed.get(record.id) }), [changed])
  return { placed, postpone }
}
