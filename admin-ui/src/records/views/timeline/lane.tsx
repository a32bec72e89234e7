import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Typography } from '@mui/material'
import { useCreatePath } from 'react-admin'
import { Link } from 'react-router-dom'
import { useTitleOf } from '../../../fields/title.ts'
import { tones } from '../../../fields/tones.ts'
import { freshSx } from '../../../live/fresh.ts'
import { useManifest } from '../../../server/manifest.ts'
import { useSay } from '../../../words/use-words.ts'
import type { Days } from '../../list/view-kinds.ts'
import { daysFrom } from '../days.ts'
import type { Movable } from '../step.ts'
import { daysOf } from '../time-range.ts'
import { toneOfRecord } from '../tone-of-record.ts'

interface LaneProps {
  readonly resource: ManifestResource
  readonly record: Movable
  readonly days: Days
  readonly from: string
  readonly to: string
  readonly today: string
}

/** A record from its beginning to its end; one without an end fades out. */
export function Lane({ resource, record, days, from, to, today }: LaneProps) {
  const { zone } = useManifest()
  const titleOf = useTitleOf()
  const createPath = useCreatePath()
  const say = useSay()
  const taken = daysOf(record, days, zone)
  if (!taken) return null
  const isOpen = days.to !== undefined && !record[days.to.name]
  const length = daysFrom(from, to) + 1
  const share = (day: string) => (Math.max(0, Math.min(length, daysFrom(from, day))) / length) * 100
  const left = share(taken.from)
  const right = isOpen ? 100 : (Math.min(length, daysFrom(from, taken.to) + 1) / length) * 100
  const tone = toneOfRecord(resource, record)
  const title = titleOf(resource.name, record)
  const told = [taken.from, ...(isOpen ? [] : [taken.to])]
    .map((day) => say('date', day, { dateStyle: 'medium' }))
    .join(' – ')
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '220px minmax(0, 1fr)' },
        alignItems: 'center',
        borderBottom: 1,
        borderColor: 'divider',
        '&:last-of-type': { borderBottom: 0 },
        ...freshSx(resource.name, record.id),
      }}
    >
      <Typography
        component={Link}
        to={createPath({ resource: resource.name, id: record.id, type: 'show' })}
        variant="body2"
        noWrap
        title={title}
        sx={{
          px: 1.25,
          py: 0.75,
          color: 'text.primary',
          textDecoration: 'none',
          fontWeight: 600,
          '&:hover': { textDecoration: 'underline' },
        }}
      >
        {title}
      </Typography>
      <Box sx={{ position: 'relative', height: 36, borderLeft: { sm: 1 }, borderColor: { sm: 'divider' } }}>
        <Box
          sx={{
            position: 'absolute',
            top: 0,
            bottom: 0,
            width: '1px',
            left: `${share(today)}%`,
            bgcolor: 'secondary.main',
            opacity: today < from || today > to ? 0 : 0.7,
          }}
        />
        <Box
          title={told}
          data-bar={record.id}
          sx={({ palette }) => ({
            position: 'absolute',
            top: 8,
            height: 20,
            left: `${left}%`,
            width: `max(8px, ${Math.max(right - left, 0)}%)`,
            borderRadius: 0.75,
            px: 0.75,
            overflow: 'hidden',
            whiteSpace: 'nowrap',
            fontSize: 12,
            lineHeight: '20px',
            color: tones[palette.mode][tone].text,
            bgcolor: tones[palette.mode][tone].background,
            borderLeft: `3px solid ${tones[palette.mode][tone].dot}`,
            ...(isOpen && { maskImage: 'linear-gradient(to right, black 70%, transparent)' }),
          })}
        >
          {told}
        </Box>
      </Box>
    </Box>
  )
}
