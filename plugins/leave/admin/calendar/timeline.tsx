import { useManifest } from '@guildhall/admin-ui'
import { Box, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { type Away, awayOn, partOn, type TeamCalendar, weekdayOf } from './month.ts'

const cell = {
  height: 32,
  minWidth: 28,
  border: 0,
  borderBottom: 1,
  borderColor: 'divider',
  p: 0,
  textAlign: 'center',
} as const
const sticky = {
  position: 'sticky',
  left: 0,
  zIndex: 1,
  bgcolor: 'background.paper',
  textAlign: 'left',
  pl: 2,
  pr: 1,
} as const

/** A table, so that whoever cannot see reads it line by line. */
export function Timeline({ calendar, days }: { readonly calendar: TeamCalendar; readonly days: readonly string[] }) {
  const translate = useTranslate()
  const { language } = useManifest()
  const letter = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' })
  const holidayOn = (day: string) => calendar.holidays.find(({ on }) => on === day)
  const toneOf = (day: string) => {
    if (holidayOn(day)) return 'action.selected'
    return weekdayOf(day) > 5 ? 'action.hover' : undefined
  }
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={translate('leave:slots.calendar.title')}>
      <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', fontSize: 13 }}>
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ ...cell, ...sticky }}>
              {translate('leave:slots.calendar.person')}
            </Box>
            {days.map((day) => (
              <Tooltip key={day} title={holidayOn(day)?.name ?? ''}>
                <Box
                  component="th"
                  scope="col"
                  sx={{
                    ...cell,
                    bgcolor: toneOf(day),
                    fontWeight: day === calendar.today ? 800 : 500,
                    color: day === calendar.today ? 'primary.main' : 'text.secondary',
                  }}
                >
                  <Box component="span" sx={{ display: 'block', fontSize: 11 }}>
                    {letter.format(new Date(day))}
                  </Box>
                  {Number(day.slice(8))}
                </Box>
              </Tooltip>
            ))}
          </tr>
        </thead>
        <tbody>
          {calendar.people.map(({ id, name }) => (
            <tr key={id}>
              <Box component="th" scope="row" sx={{ ...cell, ...sticky, fontWeight: 500, whiteSpace: 'nowrap' }}>
                {name}
              </Box>
              {days.map((day) => {
                const away = awayOn(calendar.absences, id, day)
                return (
                  <Box key={day} component="td" sx={{ ...cell, bgcolor: toneOf(day), px: '1px' }}>
                    {away && <Bar away={away} day={day} />}
                  </Box>
                )
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}

/** A day of an absence: filled when it is approved, outlined while it waits, half as wide where it is half a day. */
function Bar({ away, day }: { readonly away: Away; readonly day: string }) {
  const translate = useTranslate()
  const part = partOn(away, day)
  const color = away.kind?.color ?? '#607d8b'
  const told = [
    away.kind?.name ?? translate('leave:slots.calendar.away'),
    translate(`leave:slots.calendar.${away.status}`),
  ].join(' · ')
  return (
    <Tooltip title={told}>
      <Box
        role="img"
        aria-label={told}
        sx={{
          ...{ height: 20, borderRadius: 0.75, boxSizing: 'border-box', border: 2, borderColor: color },
          bgcolor: away.status === 'approved' ? color : 'transparent',
          borderStyle: away.status === 'approved' ? 'solid' : 'dashed',
          width: part === 'whole' ? '100%' : '50%',
          ml: part === 'afternoon' ? '50%' : 0,
        }}
      />
    </Tooltip>
  )
}
