import { useDroppable } from '@dnd-kit/core'
import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, ButtonBase, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { tones } from '../../../fields/tones.ts'
import { useManifest } from '../../../server/manifest.ts'
import { useIsPhone } from '../../list/is-phone.ts'
import type { Days } from '../../list/view-kinds.ts'
import type { Movable } from '../step.ts'
import { toneOfRecord } from '../tone-of-record.ts'
import { EventChip } from './event-chip.tsx'
import type { Events } from './events.ts'

interface GridProps {
  readonly resource: ManifestResource
  readonly days: Days
  readonly shown: readonly string[]
  /** `2026-03` where days of other months step back; null in a week. */
  readonly month: string | null
  readonly chosen: string
  readonly today: string
  readonly events: Events
  readonly onDay: (day: string) => void
}

/** Weeks below each other. */
export function Grid({ shown, month, events, ...rest }: GridProps) {
  const { language } = useManifest()
  const isPhone = useIsPhone()
  const weekday = new Intl.DateTimeFormat(language, { weekday: isPhone ? 'narrow' : 'short', timeZone: 'UTC' })
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        overflow: 'hidden',
        bgcolor: 'background.paper',
        mb: 1,
      }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' }} aria-hidden>
        {shown.slice(0, 7).map((day) => (
          <Typography
            key={day}
            variant="caption"
            color="text.secondary"
            sx={{ textAlign: { xs: 'center', sm: 'start' }, px: 1.25, py: 0.5 }}
          >
            {weekday.format(Date.parse(day))}
          </Typography>
        ))}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' }}>
        {shown.map((day) => (
          <Day
            key={day}
            {...rest}
            day={day}
            records={events.get(day) ?? none}
            isOther={month !== null && !day.startsWith(month)}
            most={month === null ? Number.POSITIVE_INFINITY : 3}
          />
        ))}
      </Box>
    </Box>
  )
}

const none: readonly Movable[] = []

interface DayProps extends Omit<GridProps, 'shown' | 'month' | 'events'> {
  readonly day: string
  readonly records: readonly Movable[]
  readonly isOther: boolean
  readonly most: number
}

function Day({ resource, days, day, records, isOther, most, chosen, today, onDay }: DayProps) {
  const translate = useTranslate()
  const { language } = useManifest()
  const isPhone = useIsPhone()
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day))
  const more = records.length - most
  return (
    <Box
      ref={setNodeRef}
      data-day={day}
      sx={{
        minHeight: isPhone ? 52 : most === Number.POSITIVE_INFINITY ? 320 : 112,
        minWidth: 0,
        p: 0.5,
        display: 'flex',
        flexDirection: 'column',
        gap: 0.25,
        borderTop: 1,
        borderRight: 1,
        borderColor: 'divider',
        '&:nth-of-type(7n)': { borderRight: 0 },
        bgcolor: isOver ? 'action.selected' : isOther ? 'action.hover' : 'transparent',
      }}
    >
      <ButtonBase
        onClick={() => onDay(day)}
        aria-label={`${full}, ${translate('lists.time.count', { smart_count: records.length })}`}
        {...(day === today && { 'aria-current': 'date' as const })}
        sx={{
          alignSelf: isPhone ? 'center' : 'flex-start',
          minWidth: 24,
          height: 24,
          borderRadius: 12,
          fontSize: 12,
          fontWeight: day === today ? 700 : 400,
          color: day === today ? 'primary.contrastText' : isOther ? 'text.secondary' : 'text.primary',
          bgcolor: day === today ? 'primary.main' : 'transparent',
          outline: isPhone && day === chosen ? '2px solid' : 'none',
          outlineColor: 'primary.main',
          '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
        }}
      >
        {Number(day.slice(8))}
      </ButtonBase>
      {isPhone ? (
        <Dots resource={resource} records={records} />
      ) : (
        records
          .slice(0, more > 0 ? most - 1 : most)
          .map((record) => (
            <EventChip
              key={record.id}
              resource={resource}
              days={days}
              record={record}
              day={day}
              isRoomy={most === Number.POSITIVE_INFINITY}
            />
          ))
      )}
      {!isPhone && more > 0 && (
        <ButtonBase
          onClick={() => onDay(day)}
          sx={{ alignSelf: 'flex-start', fontSize: 12, px: 0.75, color: 'text.secondary', borderRadius: 0.5 }}
        >
          {translate('lists.time.more', { smart_count: more + 1 })}
        </ButtonBase>
      )}
    </Box>
  )
}

function Dots({ resource, records }: { readonly resource: ManifestResource; readonly records: readonly Movable[] }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'center', gap: '3px' }} aria-hidden>
      {records.slice(0, 3).map((record) => (
        <Box
          key={record.id}
          sx={({ palette }) => ({
            width: 6,
            height: 6,
            borderRadius: 3,
            bgcolor: tones[palette.mode][toneOfRecord(resource, record)].dot,
          })}
        />
      ))}
    </Box>
  )
}
