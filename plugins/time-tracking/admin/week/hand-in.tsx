import type { GuildhallData } from '@guildhall/admin-ui'
import { Button, Chip } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RaRecord, useDataProvider, useGetIdentity, useGetList, useNotify, useTranslate } from 'react-admin'

type Sheet = RaRecord & { readonly status: string }

/** Hands the week in: makes its timesheet where there is none. */
export function HandIn({ monday }: { readonly monday: string }) {
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const queries = useQueryClient()
  const { identity } = useGetIdentity()
  const { data: sheets } = useGetList<Sheet>(
    'timesheets',
    {
      filter: { person: identity?.id, startsOn_lte: monday, endsOn_gte: monday },
      pagination: { page: 1, perPage: 1 },
    },
    { enabled: identity !== undefined },
  )
  const [sheet] = sheets ?? []
  const { mutate, isPending } = useMutation({
    async mutationFn() {
      const { id } = sheet ?? (await data.create<Sheet>('timesheets', { data: { startsOn: monday } })).data
      await data.act('timesheets', id, 'submit')
    },
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['timesheets'] }),
  })
  if (!sheets) return null
  if (sheet && sheet.status !== 'open')
    return (
      <Chip
        color={sheet.status === 'approved' ? 'success' : 'info'}
        label={translate(`time-tracking:resources.timesheets.values.status.${sheet.status}`)}
      />
    )
  return (
    <Button variant="contained" disabled={isPending} onClick={() => mutate()}>
      {translate('time-tracking:slots.week.submit')}
    </Button>
  )
}
