import { Card, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { PlainSlot } from '../slots/places.tsx'
import type { HomeCard } from './use-cards.ts'
import { Widget } from './widget.tsx'

export interface HomeCardProps {
  readonly card: HomeCard
  readonly children?: ReactNode
}

const spanOf = ({ isNarrow }: HomeCard) =>
  isNarrow ? { xs: 'span 6', md: 'span 4', lg: 'span 3' } : { xs: 'span 12', lg: 'span 6' }

/** One card as it is looked at. */
export function StandingCard({ card }: HomeCardProps) {
  return (
    <CardFrame card={card}>
      {card.widget && <Widget widget={card.widget} title={card.title} />}
      {card.placed && <PlainSlot placed={card.placed} />}
    </CardFrame>
  )
}

export interface CardFrameProps extends HomeCardProps {
  readonly refer?: (node: HTMLElement | null) => void
  readonly isTarget?: boolean
  readonly isCarried?: boolean
}

export function CardFrame({ card, children, refer, isTarget = false, isCarried = false }: CardFrameProps) {
  const id = `card-${card.key.replaceAll(/\W/g, '-')}`
  return (
    <Card
      component="section"
      variant="outlined"
      aria-labelledby={id}
      ref={refer}
      sx={{
        gridColumn: spanOf(card),
        position: 'relative',
        minWidth: 0,
        p: 2,
        opacity: isCarried ? 0.5 : 1,
        ...(isTarget && { borderColor: 'primary.main' }),
      }}
    >
      <Typography
        id={id}
        component="h2"
        variant="body2"
        color="text.secondary"
        sx={{ mb: 1, fontWeight: 500, ...(!card.isNarrow && { pr: 4 }), overflowWrap: 'anywhere' }}
      >
        {card.title}
      </Typography>
      {children}
    </Card>
  )
}
