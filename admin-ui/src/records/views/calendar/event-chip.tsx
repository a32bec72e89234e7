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
  /** There is room below: the time has a line of its own, the title as many as it takes. */
  readonly isRoomy?: boolean
}

/** A record in a calendar: its time and title in the colour of its state. */
export function EventChip({ resource, days, record, day = '', isLifted = false, isRoomy = false }: EventChipProps) {
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
        whiteSpace: isRoomy ? 'normal' : 'nowrap',
        overflowWrap: 'anywhere',
        fontSize: 12,
        lineHeight: isRoomy ? '17px' : '20px',
        py: isRoomy ? 0.5 : 0,
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
        <Box
          component="span"
          sx={{ display: isRoomy ? 'block' : 'inline', opacity: 0.8, mr: 0.5, fontVariantNumeric: 'tabular-nums' }}
        >
          {isRoomy ? time : withoutFullHour(time)}
        </Box>
      )}
      {titleOf(resource.name, record)}
    </Box>
  )
}

/** “6 PM” is read as fast as “6:00 PM”; where there are 24 hours, minutes say that it is a time. */
const withoutFullHour = (time: string) => time.replace(/:00(?=\s?[ap]\.?m)/i, '')

/** Enter opens; the space bar lifts. */
const onSpace = (lift: unknown) => (event: React.KeyboardEvent) => {
  if (event.code === 'Space' && typeof lift === 'function') lift(event)
}
