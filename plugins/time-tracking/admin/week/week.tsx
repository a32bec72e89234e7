import { Card, Empty, type GuildhallData, PageFrame, useManifest } from '@guildhall/admin-ui'
import BackIcon from '@mui/icons-material/ChevronLeft'
import NextIcon from '@mui/icons-material/ChevronRight'
import {
  Box,
  Button,
  Chip,
  IconButton,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Tooltip,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useHours } from '../use-hours.ts'
import { Cell } from './cell.tsx'
import { addDays, mondayOf } from './days.ts'
import { HandIn } from './hand-in.tsx'

interface Row {
  readonly subject: string
  readonly title: string | null
  readonly project: string | null
  /** Seconds of each day, Monday first. */
  readonly days: readonly number[]
}

interface Answer {
  readonly rows: readonly Row[]
}

/** One's own week as a grid: what was worked on, day by day, with its sums. */
export function Week() {
  const translate = useTranslate()
  const inHours = useHours()
  const data = useDataProvider<GuildhallData>()
  const { language } = useManifest()
  const [monday, setMonday] = useState(() => mondayOf(new Date()))
  const { data: week, error } = useQuery({
    queryKey: ['time-entries', 'week', monday],
    queryFn: () => data.call<Answer>(`/time-tracking/week?startsOn=${monday}`),
    placeholderData: (before) => before,
  })
  if (error) throw error
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  const form = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', timeZone: 'UTC' })
  const span = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const sumOf = (at: number) => (week?.rows ?? []).reduce((sum, row) => sum + (row.days[at] ?? 0), 0)
  const total = days.reduce((sum, _, at) => sum + sumOf(at), 0)
  return (
    <PageFrame
      lead={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <Step name="before" onClick={() => setMonday(addDays(monday, -7))} />
          <Typography color="textPrimary" sx={{ fontWeight: 600, minWidth: 190, textAlign: 'center' }}>
            {span.formatRange(new Date(`${days[0]}T00:00:00Z`), new Date(`${days[6]}T00:00:00Z`))}
          </Typography>
          <Step name="after" onClick={() => setMonday(addDays(monday, 7))} />
        </Box>
      }
      actions={
        <>
          <Button component={Link} to="../time-entries/create" variant="outlined">
            {translate('time-tracking:slots.week.add')}
          </Button>
          <HandIn monday={monday} />
        </>
      }
    >
      {!week && <Skeleton variant="rounded" height={260} />}
      {week?.rows.length === 0 && <Empty text={translate('time-tracking:slots.week.empty')} />}
      {week && week.rows.length > 0 && (
        <Card isFlush>
          <Box
            sx={{ overflowX: 'auto' }}
            tabIndex={0}
            role="region"
            aria-label={translate('time-tracking:slots.week.title')}
          >
            <Table size="small" sx={{ minWidth: 760, '& td, & th': { fontVariantNumeric: 'tabular-nums' } }}>
              <TableHead>
                <TableRow>
                  <TableCell>{translate('time-tracking:slots.week.work')}</TableCell>
                  {days.map((day) => (
                    <TableCell key={day} align="right">
                      {form.format(new Date(`${day}T00:00:00Z`))}
                    </TableCell>
                  ))}
                  <TableCell align="right">{translate('time-tracking:slots.week.total')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {week.rows.map((row) => (
                  <TableRow key={row.subject}>
                    <TableCell component="th" scope="row">
                      {row.title}
                      {row.project && <Chip size="small" variant="outlined" label={row.project} sx={{ ml: 1 }} />}
                    </TableCell>
                    {days.map((day, at) => (
                      <Cell
                        key={day}
                        subject={row.subject}
                        title={row.title ?? ''}
                        day={day}
                        time={row.days[at] ?? 0}
                      />
                    ))}
                    <TableCell align="right">{inHours(row.days.reduce((sum, one) => sum + one, 0))}</TableCell>
                  </TableRow>
                ))}
                <TableRow sx={{ '& td, & th': { fontWeight: 650, borderBottom: 0 } }}>
                  <TableCell component="th" scope="row">
                    {translate('time-tracking:slots.week.total')}
                  </TableCell>
                  {days.map((day, at) => (
                    <TableCell key={day} align="right">
                      {inHours(sumOf(at))}
                    </TableCell>
                  ))}
                  <TableCell align="right">{inHours(total)}</TableCell>
                </TableRow>
              </TableBody>
            </Table>
          </Box>
        </Card>
      )}
    </PageFrame>
  )
}

function Step({ name, onClick }: { readonly name: 'before' | 'after'; readonly onClick: () => void }) {
  const label = useTranslate()(`time-tracking:slots.week.${name}`)
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={onClick}>
        {name === 'before' ? <BackIcon /> : <NextIcon />}
      </IconButton>
    </Tooltip>
  )
}
