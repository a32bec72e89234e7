import { Empty } from '@guildhall/admin-ui'
import { Box, Chip, List, ListItem, ListItemText } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { TeamCalendar } from './month.ts'

/** Absences and holidays of a month, by date: for small screens, and for who would rather read. */
export function AwayList({
  calendar,
  say,
}: {
  readonly calendar: TeamCalendar
  readonly say: (format: string, value: unknown) => string
}) {
  const translate = useTranslate()
  const nameOf = (person: string) => calendar.people.find(({ id }) => id === person)?.name ?? ''
  const lines = [
    ...calendar.absences.map((away) => ({
      ...{ id: away.id, from: away.startsOn, to: away.endsOn, title: nameOf(away.person) },
      ...{
        tag: away.kind?.name ?? translate('leave:slots.calendar.away'),
        color: away.kind?.color,
        isWaiting: away.status === 'pending',
      },
    })),
    ...calendar.holidays.map(({ on, name }) => ({
      ...{ id: `${on} ${name}`, from: on, to: on, title: name, color: undefined, isWaiting: false },
      tag: translate('leave:slots.calendar.holiday'),
    })),
  ].sort((a, b) => (a.from < b.from ? -1 : 1))
  if (lines.length === 0) return <Empty text={translate('leave:slots.calendar.empty')} />
  return (
    <List disablePadding>
      {lines.map(({ id, from, to, title, tag, color, isWaiting }) => (
        <ListItem key={id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            primary={title}
            secondary={from === to ? say('date', from) : `${say('date', from)} – ${say('date', to)}`}
          />
          <Chip
            size="small"
            variant="outlined"
            icon={<Box sx={{ width: 10, height: 10, borderRadius: 5, bgcolor: color ?? 'text.disabled', ml: 1 }} />}
            label={isWaiting ? `${tag} · ${translate('leave:slots.calendar.pending')}` : tag}
          />
        </ListItem>
      ))}
    </List>
  )
}
