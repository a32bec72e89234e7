import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Box, LinearProgress, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { dayOf } from '../../../fields/zone.ts'
import { useManifest } from '../../../server/manifest.ts'
import { Empty } from '../../../shell/empty.tsx'
import type { Look } from '../../list/use-look.ts'
import { type Days, timelineOf } from '../../list/view-kinds.ts'
import { addDays, addMonths, daysBetween, daysFrom, isDay, startOfMonth } from '../days.ts'
import { PeriodBar } from '../period-bar.tsx'
import { useRecordsInTime } from '../use-records-in-time.ts'
import { Lane } from './lane.tsx'

const spans = ['quarter', 'year'] as const
type Span = (typeof spans)[number]
const months: Readonly<Record<Span, number>> = { quarter: 3, year: 12 }

interface TimelineProps {
  readonly resource: ManifestResource
  readonly look: Look
}

/** What begins and ends, each on a line of its own. */
export default function Timeline({ resource, look }: TimelineProps) {
  const days = useMemo(() => timelineOf(resource), [resource])
  return days ? <Shown resource={resource} look={look} days={days} /> : null
}

function Shown({ resource, look, days }: TimelineProps & { readonly days: Days }) {
  const translate = useTranslate()
  const { zone, language } = useManifest()
  const today = dayOf(new Date().toISOString(), zone)
  const day = isDay(look.day) ? look.day : today
  const span = spans.find((each) => each === look.span) ?? 'quarter'
  const from = startOfMonth(addMonths(day, span === 'quarter' ? -1 : 1 - Number(day.slice(5, 7))))
  const to = addDays(addMonths(from, months[span]), -1)
  const { records, isPending, isCut } = useRecordsInTime(resource, days, from, to)
  const title = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return (
    <Box>
      <PeriodBar<Span>
        title={title.formatRange(Date.parse(from), Date.parse(to))}
        span={span}
        spans={spans}
        onSpan={(next) => look.look({ span: next })}
        onStep={(by) => look.look({ day: addMonths(day, by * months[span]) })}
        onToday={() => look.look({ day: null })}
      />
      {isPending && <LinearProgress aria-label={translate('ra.page.loading')} />}
      {isCut && <Alert severity="info">{translate('lists.time.cut')}</Alert>}
      {!isPending && records.length === 0 ? (
        <Empty text={translate('lists.time.nothing')} />
      ) : (
        <Box
          sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', overflow: 'hidden' }}
        >
          <Scale from={from} to={to} />
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, position: 'relative' }}>
            {records.map((record) => (
              <Lane key={record.id} resource={resource} record={record} days={days} from={from} to={to} today={today} />
            ))}
          </Box>
        </Box>
      )}
    </Box>
  )
}

/** The months above the lanes. */
function Scale({ from, to }: { readonly from: string; readonly to: string }) {
  const { language } = useManifest()
  const named = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const firsts = daysBetween(from, to).filter((day) => day.endsWith('-01'))
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '220px minmax(0, 1fr)' },
        borderBottom: 1,
        borderColor: 'divider',
      }}
      aria-hidden
    >
      <Box sx={{ display: { xs: 'none', sm: 'block' } }} />
      <Box sx={{ display: 'flex' }}>
        {firsts.map((first) => (
          <Typography
            key={first}
            variant="caption"
            color="text.secondary"
            noWrap
            sx={{
              flexGrow: daysFrom(first, addMonths(first, 1)),
              flexBasis: 0,
              minWidth: 0,
              px: 0.5,
              py: 0.5,
              borderLeft: 1,
              borderColor: 'divider',
            }}
          >
            {named.format(Date.parse(first))}
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
