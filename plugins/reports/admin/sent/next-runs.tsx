import { type GuildhallData, type RecordSlotProps, useSay } from '@guildhall/admin-ui'
import { List, ListItem, ListItemText, Skeleton, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useTranslate } from 'react-admin'

interface Run {
  readonly at: string
  readonly from: string
  readonly to: string
}

const names = ['unit', 'every', 'time', 'startsOn', 'cron', 'untilToday'] as const

/** When a schedule sends next, and of which days. */
export function NextRuns({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const say = useSay()
  const data = useDataProvider<GuildhallData>()
  const timing = new URLSearchParams(
    names.flatMap((name) => (record[name] == null ? [] : [[name, String(record[name])]])),
  )
  const { data: runs, error } = useQuery({
    queryKey: ['report-schedules', 'next', String(timing)],
    queryFn: () => data.call<Run[]>(`/reports/next?${timing}`),
    enabled: record.status === 'active',
  })
  if (record.status !== 'active')
    return <Typography color="text.secondary">{translate('reports:slots.nextRuns.paused')}</Typography>
  if (error) throw error
  if (!runs) return <Skeleton variant="rounded" height={120} />
  return (
    <List dense disablePadding>
      {runs.map(({ at, from, to }) => (
        <ListItem key={at} disableGutters>
          <ListItemText
            primary={say('instant', at)}
            secondary={translate('reports:slots.nextRuns.days', { from: say('date', from), to: say('date', to) })}
          />
        </ListItem>
      ))}
    </List>
  )
}
