import type { GuildhallData } from '@guildhall/admin-ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RaRecord, useDataProvider, useGetList, useNotify } from 'react-admin'

export interface Notification extends RaRecord {
  readonly title: string
  readonly text: string | null
  readonly resource: string | null
  readonly record: string | null
  readonly importance: 'normal' | 'urgent'
  readonly createdAt: string
  readonly readAt: string | null
}

const sort = { field: 'createdAt', order: 'DESC' } as const

/** The latest, kept up to date by the live stream like every list. */
export function useLatest(perPage: number, isUnread = false, isOn = true) {
  const filter = isUnread ? { readAt_null: true } : {}
  return useGetList<Notification>(
    'notifications',
    { sort, filter, pagination: { page: 1, perPage } },
    { enabled: isOn },
  )
}

export function useReading() {
  const data = useDataProvider<GuildhallData>()
  const queries = useQueryClient()
  const notify = useNotify()
  const told = {
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  }
  const turn = useMutation({
    mutationFn: ({ id, readAt }: Notification) => data.act('notifications', id, readAt ? 'markUnread' : 'markRead'),
    ...told,
  })
  const all = useMutation({
    mutationFn: () => data.call('/notifications/read-all', { method: 'POST', body: {} }),
    ...told,
  })
  return { turn, all }
}

export const placeOf = ({ resource, record }: Notification): string | null =>
  resource && record ? `/${resource}/${encodeURIComponent(record)}/show` : null
