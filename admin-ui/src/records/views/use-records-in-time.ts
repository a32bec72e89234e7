import type { ManifestResource } from '@guildhall/sdk/manifest'
import { useMemo } from 'react'
import { useGetList, useListContext } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { isSortable } from '../list/listed-fields.ts'
import type { Days } from '../list/view-kinds.ts'
import type { Movable } from './step.ts'
import { touching } from './time-range.ts'

/** More than anybody reads at once. */
const most = 500

/** All that the filter leaves of the days shown, and whether there is more than fits. */
export function useRecordsInTime(resource: ManifestResource, days: Days, first: string, last: string) {
  const { filterValues } = useListContext()
  const { zone } = useManifest()
  const filter = useMemo(
    () => ({ ...filterValues, $and: [touching(days, first, last, zone)] }),
    [filterValues, days, first, last, zone],
  )
  const { data, total, isPending, error } = useGetList<Movable>(
    resource.name,
    {
      filter,
      pagination: { page: 1, perPage: most },
      sort: { field: isSortable(days.from) ? days.from.name : 'id', order: 'ASC' },
      meta: { can: true },
    },
    { placeholderData: (before) => before, retry: false },
  )
  return { records: data ?? [], isPending, error, isCut: (total ?? 0) > most }
}
