import type { GuildhallData } from '@guildhall/admin-ui'
import { useQuery } from '@tanstack/react-query'
import { type RaRecord, useDataProvider, useGetList } from 'react-admin'

export interface SheetDay {
  readonly day: string
  readonly firstIn: string | null
  readonly lastOut: string | null
  readonly breaks: number
  readonly present: number
  readonly worked: number
  readonly away: readonly { readonly label: string; readonly half?: string }[]
}

export function useSheet(person: string, month: string) {
  const data = useDataProvider<GuildhallData>()
  return useQuery({
    queryKey: ['attendances', 'sheet', person, month],
    queryFn: () =>
      data.call<{ days: readonly SheetDay[] }>(`/time-tracking/sheet?month=${month}${person && `&person=${person}`}`),
    placeholderData: (before) => before,
  })
}

type Member = RaRecord & { readonly name: string; readonly person: string | null }

/** Whose sheets there are to choose from: the staff one may see, where one may see it. */
export function usePeople(): readonly { readonly id: string; readonly name: string }[] {
  const { data: staff = [] } = useGetList<Member>('staff', {
    filter: { status: 'active' },
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  })
  return staff.flatMap(({ person, name }) => (person ? [{ id: person, name }] : []))
}
