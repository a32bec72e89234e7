import { Card, download, PageFrame, useManifest } from '@guildhall/admin-ui'
import {
  Box,
  Button,
  Chip,
  MenuItem,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useGetIdentity, useNotify, useTranslate } from 'react-admin'
import { useWallClock } from '../timer/use-now.ts'
import { useHours } from '../use-hours.ts'
import { type SheetDay, usePeople, useSheet } from './use-sheet.ts'

const columns = ['day', 'firstIn', 'lastOut', 'breaks', 'present', 'worked', 'away'] as const

/** A month of a person, day by day, to be taken along as PDF or for a spreadsheet. */
export function Sheet() {
  const translate = useTranslate()
  const { identity } = useGetIdentity()
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7))
  const [chosen, setChosen] = useState<string | null>(null)
  const people = usePeople()
  const own = String(identity?.id ?? '')
  const person = chosen ?? (people.some(({ id }) => id === own) ? own : (people[0]?.id ?? own))
  const { data: sheet, error } = useSheet(person, month)
  if (error) throw error
  return (
    <PageFrame
      lead={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          <TextField
            type="month"
            size="small"
            label={translate('time-tracking:slots.sheet.month')}
            value={month}
            onChange={({ target }) => target.value && setMonth(target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          {people.length > 1 && (
            <TextField
              select
              size="small"
              label={translate('time-tracking:slots.sheet.person')}
              value={person}
              onChange={({ target }) => setChosen(target.value)}
              sx={{ minWidth: 200 }}
            >
              {people.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          )}
        </Box>
      }
      actions={(['pdf', 'xlsx'] as const).map((form) => <Take key={form} form={form} month={month} person={person} />)}
    >
      {sheet ? <Days days={sheet.days} /> : <Skeleton variant="rounded" height={480} />}
    </PageFrame>
  )
}

function Days({ days }: { readonly days: readonly SheetDay[] }) {
  const translate = useTranslate()
  const inHours = useHours()
  const { language } = useManifest()
  const dayForm = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const clock = useWallClock()
  const sum = (of: 'breaks' | 'present' | 'worked') => inHours(days.reduce((total, day) => total + day[of], 0))
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  return (
    <Card isFlush>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={translate('time-tracking:sheet.title')}>
        <Table size="small" sx={{ minWidth: 680, '& td': { fontVariantNumeric: 'tabular-nums' } }}>
          <TableHead>
            <TableRow>
              {columns.map((name) => (
                <TableCell key={name} align={['breaks', 'present', 'worked'].includes(name) ? 'right' : 'left'}>
                  {translate(`time-tracking:sheet.${name}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {days.map((day) => (
              <TableRow key={day.day} sx={isWeekend(day.day) ? { bgcolor: 'action.hover' } : {}}>
                <TableCell component="th" scope="row">
                  {dayForm.format(new Date(`${day.day}T00:00:00Z`))}
                </TableCell>
                <TableCell>{clock(day.firstIn)}</TableCell>
                <TableCell>{clock(day.lastOut)}</TableCell>
                <TableCell align="right">{inHours(day.breaks)}</TableCell>
                <TableCell align="right">{inHours(day.present)}</TableCell>
                <TableCell align="right">{inHours(day.worked)}</TableCell>
                <TableCell>
                  {day.away.map(({ label, half }) => (
                    <Chip
                      key={label}
                      size="small"
                      label={half ? `${label} (${translate('time-tracking:slots.sheet.half')})` : label}
                    />
                  ))}
                </TableCell>
              </TableRow>
            ))}
            <TableRow sx={{ '& td, & th': { fontWeight: 650, borderBottom: 0 } }}>
              <TableCell component="th" scope="row" colSpan={3}>
                {translate('time-tracking:sheet.total')}
              </TableCell>
              <TableCell align="right">{sum('breaks')}</TableCell>
              <TableCell align="right">{sum('present')}</TableCell>
              <TableCell align="right">{sum('worked')}</TableCell>
              <TableCell />
            </TableRow>
          </TableBody>
        </Table>
      </Box>
    </Card>
  )
}

interface TakeProps {
  readonly form: 'pdf' | 'xlsx'
  readonly month: string
  readonly person: string
}

function Take({ form, month, person }: TakeProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const [isBusy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    await download(`/api/time-tracking/sheet/file?month=${month}&person=${person}&format=${form}`, {
      tenant: tenant.slug,
      signal: new AbortController().signal,
      onProgress: () => {},
    })
      .catch((error: Error) => notify(error.message, { type: 'error' }))
      .finally(() => setBusy(false))
  }
  return (
    <Button variant="outlined" loading={isBusy} onClick={() => void take()}>
      {translate(`time-tracking:slots.sheet.${form}`)}
    </Button>
  )
}
