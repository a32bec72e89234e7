import { Card, Empty, PageFrame, useCore, useManifest, useSay } from '@guildhall/admin-ui'
import {
  Box,
  Button,
  IconButton,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { AwayList } from './away-list.tsx'
import { daysOf, monthFrom, type TeamCalendar } from './month.ts'
import { Subscribe } from './subscribe.tsx'
import { Timeline } from './timeline.tsx'

/** Who is away when: a line for each person, or a list by date. */
export function CalendarPage() {
  const translate = useTranslate()
  const { language } = useManifest()
  const say = useSay()
  const isNarrow = useMediaQuery('(max-width: 700px)')
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7))
  const [chosen, setChosen] = useState<'timeline' | 'list'>()
  const view = chosen ?? (isNarrow ? 'list' : 'timeline')
  const days = daysOf(month)
  const { data, error } = useCore<TeamCalendar>(`/leave/calendar?from=${days[0]}&to=${days.at(-1)}`)
  if (error) throw error
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  )
  const text = (key: string) => translate(`leave:slots.calendar.${key}`)
  return (
    <PageFrame
      lead={text('lead')}
      actions={
        <>
          <Subscribe />
          <Button component={Link} to="/leave-requests/create" variant="contained">
            {text('ask')}
          </Button>
        </>
      }
    >
      <Card
        isFlush
        title={
          <Box component="span" sx={{ textTransform: 'capitalize' }}>
            {title}
          </Box>
        }
        actions={
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <IconButton aria-label={text('previous')} onClick={() => setMonth(monthFrom(month, -1))}>
              <Typography component="span" aria-hidden>
                ‹
              </Typography>
            </IconButton>
            <IconButton aria-label={text('next')} onClick={() => setMonth(monthFrom(month, 1))}>
              <Typography component="span" aria-hidden>
                ›
              </Typography>
            </IconButton>
            <ToggleButtonGroup
              size="small"
              exclusive
              value={view}
              onChange={(_, next) => next && setChosen(next)}
              aria-label={text('view')}
            >
              <ToggleButton value="timeline">{text('timeline')}</ToggleButton>
              <ToggleButton value="list">{text('list')}</ToggleButton>
            </ToggleButtonGroup>
          </Box>
        }
      >
        {!data && <Skeleton variant="rectangular" height={320} />}
        {data && data.people.length === 0 && <Empty text={text('nobody')} />}
        {data && data.people.length > 0 && view === 'timeline' && <Timeline calendar={data} days={days} />}
        {data && data.people.length > 0 && view === 'list' && <AwayList calendar={data} say={say} />}
      </Card>
    </PageFrame>
  )
}
