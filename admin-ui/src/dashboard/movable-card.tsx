import { useDraggable, useDroppable } from '@dnd-kit/core'
import EarlierIcon from '@mui/icons-material/ArrowBack'
import LaterIcon from '@mui/icons-material/ArrowForward'
import DragIcon from '@mui/icons-material/DragIndicator'
import HideIcon from '@mui/icons-material/VisibilityOff'
import { Box, IconButton, Tooltip } from '@mui/material'
import type { KeyboardEvent } from 'react'
import { useTranslate } from 'react-admin'
import { CardFrame, type HomeCardProps } from './home-card.tsx'

export interface MovableCardProps extends HomeCardProps {
  readonly index: number
  readonly count: number
  readonly onMove: (to: number) => void
  readonly onHide: () => void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** One card as it is put elsewhere: by pointer, by the arrow keys on its handle, or by its buttons. */
export function MovableCard({ card, index, count, onMove, onHide }: MovableCardProps) {
  const translate = useTranslate()
  const drop = useDroppable({ id: card.key })
  const drag = useDraggable({ id: card.key })
  const named = (key: string) => `${translate(`dashboard.${key}`)}: ${card.title}`
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    onMove(index + step)
  }
  return (
    <CardFrame card={card} refer={drop.setNodeRef} isTarget={drop.isOver} isCarried={drag.isDragging}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, mx: -1 }}>
        <Tooltip title={translate('dashboard.drag')}>
          <IconButton
            size="small"
            ref={drag.setNodeRef}
            {...drag.listeners}
            onKeyDown={onKeyDown}
            aria-label={named('drag')}
            aria-roledescription={translate('dashboard.handle')}
            sx={{ cursor: 'grab', touchAction: 'none' }}
          >
            <DragIcon fontSize="small" />
          </IconButton>
        </Tooltip>
        <IconButton size="small" disabled={index === 0} onClick={() => onMove(index - 1)} aria-label={named('earlier')}>
          <EarlierIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
          aria-label={named('later')}
        >
          <LaterIcon fontSize="small" />
        </IconButton>
        <IconButton size="small" onClick={onHide} aria-label={named('hide')} sx={{ ml: 'auto' }}>
          <HideIcon fontSize="small" />
        </IconButton>
      </Box>
    </CardFrame>
  )
}
