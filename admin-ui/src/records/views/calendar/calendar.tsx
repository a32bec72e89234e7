import { DndContext, DragOverlay } from '@dnd-kit/core'
import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Box, LinearProgress } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { dayOf } from '../../../fields/zone.ts'
import { useManifest } from '../../../server/manifest.ts'
import { useIsPhone } from '../../list/is-phone.ts'
import type { Look } from '../../list/use-look.ts'
import { calendarOf, type Days } from '../../list/view-kinds.ts'
import { addDays, addMonths, daysBetween, isDay, monthGrid, startOfWeek } from '../days.ts'
import { PeriodBar } from '../period-bar.tsx'
import { useDragging } from '../use-dragging.ts'
import { useRecordsInTime } from '../use-records-in-time.ts'
import { Agenda } from './agenda.tsx'
import { EventChip } from './event-chip.tsx'
import { byDay } from './events.ts'
import { Grid } from './grid.tsx'
import { usePostponing } from './use-postponing.ts'

const spans = ['month', 'week', 'agenda'] as const
type Span = (typeof spans)[number]
const agendaLength = 30

interface CalendarProps {
  readonly resource: ManifestResource
  readonly look: Look
}

/** Records at their days, as clocks in the tenant's zone show them. */
export default function Calendar({ resource, look }: CalendarProps) {
  const days = useMemo(() => calendarOf(resource), [resource])
  return days ? <Shown resource={resource} look={look} days={days} /> : null
}

function Shown({ resource, look, days }: CalendarProps & { readonly days: Days }) {
  const translate = useTranslate()
  const { zone, tenant, language } = useManifest()
  const isPhone = useIsPhone()
  const today = dayOf(new Date().toISOString(), zone)
  const day = isDay(look.day) ? look.day : today
  const span = spans.find((each) => each === look.span) ?? (isPhone ? 'agenda' : 'month')
  const { from, to } = periodOf(span, day, tenant.weekStart)
  const { records, isPending, isCut } = useRecordsInTime(resource, days, from, to)
  const { placed, postpone } = usePostponing(resource, days)
  const events = useMemo(
    () => byDay(records.map(placed), days, zone, from, to),
    [records, placed, days, zone, from, to],
  )
  const { dragged, surface } = useDragging({
    layout: 'grid',
    nameOf: (day) => dayName(day, language),
    onDrop: (record, day) => void postpone(record, day),
  })

  const step = (by: 1 | -1) =>
    look.look({ day: span === 'month' ? addMonths(day, by) : addDays(day, by * (span === 'week' ? 7 : agendaLength)) })
  return (
    <DndContext {...surface}>
      <Box>
        <PeriodBar<Span>
          title={titleOf(span, day, from, to, language)}
          span={span}
          spans={spans}
          onSpan={(next) => look.look({ span: next })}
          onStep={step}
          onToday={() => look.look({ day: null })}
        />
        {isPending && <LinearProgress aria-label={translate('ra.page.loading')} />}
        {isCut && <Alert severity="info">{translate('lists.time.cut')}</Alert>}
        {span === 'agenda' ? (
          <Agenda
            resource={resource}
            days={daysBetween(from, to)}
            events={events}
            today={today}
            isPending={isPending}
          />
        ) : (
          <Grid
            resource={resource}
            days={days}
            shown={daysBetween(from, to)}
            month={span === 'month' ? day.slice(0, 7) : null}
            chosen={day}
            today={today}
            events={events}
            onDay={(next) => look.look({ day: next, ...(!isPhone && { span: 'agenda' }) })}
          />
        )}
        {span !== 'agenda' && isPhone && (
          <Agenda resource={resource} days={[day]} events={events} today={today} isPending={isPending} />
        )}
      </Box>
      <DragOverlay dropAnimation={null}>
        {dragged && <EventChip resource={resource} days={days} record={dragged} isLifted />}
      </DragOverlay>
    </DndContext>
  )
}

function periodOf(span: Span, day: string, weekStart: number): { from: string; to: string } {
  if (span === 'month') return monthGrid(day, weekStart)
  if (span === 'agenda') return { from: day, to: addDays(day, agendaLength - 1) }
  const from = startOfWeek(day, weekStart)
  return { from, to: addDays(from, 6) }
}

function titleOf(span: Span, day: string, from: string, to: string, language: string): string {
  if (span === 'month') return named(day, language, { month: 'long', year: 'numeric' })
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(Date.parse(from), Date.parse(to))
}

const dayName = (day: string, language: string) =>
  named(day, language, { weekday: 'long', day: 'numeric', month: 'long' })

const named = (day: string, language: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(Date.parse(day))
