import { useDraggable } from '@dnd-kit/core'
import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { useCreatePath } from 'react-admin'
import { Link } from 'react-router-dom'
import { useTitleOf } from '../../../fields/title.ts'
import { tones } from '../../../fields/tones.ts'
import { freshSx } from '../../../live/fresh.ts'
import { useManifest } from '../../../server/manifest.ts'
import type { Days } from '../../list/view-kinds.ts'
import type { Movable } from '../step.ts'
import { timeOf } from '../time-range.ts'
import { toneOfRecord } from '../tone-of-record.ts'
import { mayPostpone } from './use-postponing.ts'

interface EventChipProps {
  readonly resource: ManifestResource
  readonly days: Days
  readonly record: Movable
  /** The day it is drawn on; a record of several days is drawn on each, and lifted by its first. */
  readonly day?: string
  readonly isLifted?: boolean
}

/** A record in a calendar: its time and title in the colour of its state. */
export function EventChip({ resource, days, record, day = '', isLifted = false }: EventChipProps) {
  const createPath = useCreatePath()
  const titleOf = useTitleOf()
  const { zone, language } = useManifest()
  const isMovable = mayPostpone(days, record)
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `${record.id} ${day}`,
    data: { record },
    disabled: !isMovable || isLifted,
  })
  const time = timeOf(record, days, zone, language)
  const tone = toneOfRecord(resource, record)
  // The link keeps its own role; what dragging is, is told with it.
  const { role: _role, tabIndex: _tabIndex, ...told } = attributes
  return (
    <Box
      component={Link}
      ref={isLifted ? undefined : setNodeRef}
      to={createPath({ resource: resource.name, id: record.id, type: 'show' })}
      draggable={false}
      data-event={record.id}
      {...(isMovable && { ...listeners, ...told, onKeyDown: onSpace(listeners?.['onKeyDown']) })}
      sx={({ palette }) => ({
        display: 'block',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        fontSize: 12,
        lineHeight: '20px',
        px: 0.75,
        borderRadius: 0.5,
        borderLeft: `3px solid ${tones[palette.mode][tone].dot}`,
        bgcolor: tones[palette.mode][tone].background,
        color: tones[palette.mode][tone].text,
        textDecoration: 'none',
        cursor: isMovable ? 'grab' : 'pointer',
        opacity: isDragging ? 0.4 : 1,
        boxShadow: isLifted ? 4 : 0,
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 1 },
        ...freshSx(resource.name, record.id),
      })}
    >
      {time && (
        <Box component="span" sx={{ opacity: 0.8, mr: 0.5, fontVariantNumeric: 'tabular-nums' }}>
          {time}
        </Box>
      )}
      {titleOf(resource.name, record)}
    </Box>
  )
}

/** Enter opens; the space bar lifts. */
const onSpace = (lift: unknown) => (event: React.KeyboardEvent) => {
  if (event.code === 'Space' && typeof lift === 'function') lift(event)
}
