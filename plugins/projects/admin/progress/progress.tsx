import { type RecordSlotProps, useManifest } from '@guildhall/admin-ui'
import { Box, LinearProgress, Skeleton, Stack, Typography } from '@mui/material'
import { Suspense } from 'react'
import { type RaRecord, useGetList, useTranslate } from 'react-admin'
import { burnUpOf, type Dated } from './burn-up.ts'
import { BurnUpChart } from './burn-up-chart.tsx'

type Task = RaRecord & Dated & { readonly status: string }

/** How far a project is: a bar of its tasks, and how that came about. */
export function Progress({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const { zone, language } = useManifest()
  const {
    data: tasks,
    total,
    error,
  } = useGetList<Task>('tasks', {
    filter: { project: record.id, status_ne: 'cancelled' },
    pagination: { page: 1, perPage: 500 },
    sort: { field: 'id', order: 'ASC' },
  })
  if (error) throw error
  if (!tasks) return <Skeleton variant="rounded" height={96} />
  if (tasks.length === 0)
    return <Typography color="text.secondary">{translate('projects:slots.progress.empty')}</Typography>
  const done = tasks.filter(({ status }) => status === 'completed').length
  const share = done / tasks.length
  const dayOf = (instant: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant))
  const burnUp = (total ?? 0) > tasks.length ? null : burnUpOf(tasks, new Date().toISOString(), dayOf)
  const told = translate('projects:slots.progress.done', { done, total: tasks.length })
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontVariantNumeric: 'tabular-nums' }}>
        <Typography variant="body2">{told}</Typography>
        <Typography variant="body2" color="text.secondary">
          {new Intl.NumberFormat(language, { style: 'percent' }).format(share)}
        </Typography>
      </Box>
      <LinearProgress variant="determinate" value={share * 100} aria-label={told} sx={{ height: 8, borderRadius: 4 }} />
      {burnUp && burnUp.days.length > 1 && (
        <Suspense fallback={<Skeleton variant="rounded" height={160} />}>
          <BurnUpChart burnUp={burnUp} />
        </Suspense>
      )}
    </Stack>
  )
}
