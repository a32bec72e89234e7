import { type GuildhallData, problemOf, secondsOf, useManifest, useSay } from '@guildhall/admin-ui'
import { Box, Button, Link as Look, Popover, TableCell, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type RaRecord, useDataProvider, useGetIdentity, useGetList, useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWallClock } from '../timer/use-now.ts'
import { useHours } from '../use-hours.ts'

export interface CellProps {
  readonly subject: string
  readonly title: string
  readonly day: string
  /** Whole seconds. */
  readonly time: number
}

/** The time of a day on one thing; opened, it shows what it is made of and takes more. */
export function Cell({ subject, title, day, time }: CellProps) {
  const translate = useTranslate()
  const say = useSay()
  const inHours = useHours()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const isComing = Date.parse(`${day}T00:00:00Z`) > Date.now() + 14 * 3_600_000
  const said = inHours(time)
  const label = translate('time-tracking:slots.week.cell', {
    ...{ work: title, day: say('date', day) },
    time: said || translate('time-tracking:slots.week.nothing'),
  })
  return (
    <TableCell align="right" padding="none">
      <Button
        fullWidth
        size="small"
        color="inherit"
        disabled={isComing}
        aria-label={label}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{
          ...{
            justifyContent: 'flex-end',
            minWidth: 0,
            px: 2,
            fontSize: 'inherit',
            fontWeight: 400,
            whiteSpace: 'nowrap',
          },
          '&::before': said ? {} : { content: '"+"', opacity: 0 },
          '&:hover::before, &:focus-visible::before': { opacity: 0.7 },
        }}
      >
        {said}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': label, sx: { p: 2, width: 300, maxWidth: '90vw' } } }}
      >
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography variant="body2" color="textSecondary">
          {say('date', day)}
        </Typography>
        <Parts subject={subject} day={day} />
        <Add subject={subject} day={day} onDone={() => setAnchor(null)} />
      </Popover>
    </TableCell>
  )
}

function Parts({ subject, day }: Pick<CellProps, 'subject' | 'day'>) {
  const { identity } = useGetIdentity()
  const { data: entries = [] } = useGetList<RaRecord>(
    'time-entries',
    {
      filter: { person: identity?.id, subject, day },
      sort: { field: 'startedAt', order: 'ASC' },
      pagination: { page: 1, perPage: 20 },
    },
    { enabled: identity !== undefined },
  )
  const clock = useWallClock()
  return (
    <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}>
      {entries.map(({ id, startedAt, endedAt, note }) => (
        <Box component="li" key={id} sx={{ display: 'flex', gap: 1, py: 0.25, typography: 'body2' }}>
          <Look component={Link} to={`/time-entries/${id}/show`} sx={{ whiteSpace: 'nowrap' }}>
            {clock(startedAt)}–{clock(endedAt) || '…'}
          </Look>
          <Typography variant="body2" noWrap color="textSecondary">
            {note}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}

function Add({ subject, day, onDone }: Pick<CellProps, 'subject' | 'day'> & { readonly onDone: () => void }) {
  const translate = useTranslate()
  const clock = useWallClock()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const client = useQueryClient()
  const { language } = useManifest()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string | null>(null)

  async function add(event: FormEvent) {
    event.preventDefault()
    const time = secondsOf(typed, language)
    if (time === null || time <= 0) return setFault(translate('time-tracking:slots.week.wrong'))
    try {
      const body = { subject, day, time, ...(note.trim() && { note: note.trim() }) }
      const made = await data.call<{ startedAt: string; endedAt: string }>('/time-tracking/week/time', {
        method: 'POST',
        body,
      })
      notify('time-tracking:slots.week.noted', {
        messageArgs: { from: clock(made.startedAt), to: clock(made.endedAt) },
      })
      await client.invalidateQueries({ queryKey: ['time-entries'] })
      onDone()
    } catch (error) {
      const problem = problemOf(error)
      setFault(problem?.fields?.[0]?.message ?? problem?.message ?? (error as Error).message)
    }
  }
  return (
    <Box component="form" onSubmit={(event) => void add(event)} sx={{ display: 'grid', gap: 1.5, mt: 1.5 }}>
      <TextField
        autoFocus
        size="small"
        value={typed}
        placeholder="1:30"
        label={translate('time-tracking:slots.week.howLong')}
        error={fault !== null}
        helperText={fault}
        onChange={({ target }) => {
          setTyped(target.value)
          setFault(null)
        }}
      />
      <TextField
        size="small"
        value={note}
        label={translate('time-tracking:slots.week.note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="submit" variant="contained" disabled={typed.trim() === ''}>
        {translate('time-tracking:slots.week.addHere')}
      </Button>
    </Box>
  )
}
