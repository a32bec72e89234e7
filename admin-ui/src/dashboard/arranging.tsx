import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import AddIcon from '@mui/icons-material/Add'
import { Box, Chip, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { gridOf } from './grid.ts'
import { MovableCard } from './movable-card.tsx'
import type { Cards } from './use-cards.ts'

/** The home page while it is put in order. */
export default function Arranging({ cards }: { readonly cards: Cards }) {
  const translate = useTranslate()
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const [told, setTold] = useState('')
  const { shown, hidden } = cards
  const move = (key: string, to: number) => {
    const place = Math.min(Math.max(to, 0), shown.length - 1)
    cards.move(key, place)
    const title = shown.find((card) => card.key === key)?.title
    setTold(translate('dashboard.moved', { title, place: place + 1, total: shown.length }))
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id)
      move(
        String(active.id),
        shown.findIndex(({ key }) => key === over.id),
      )
  }
  return (
    <>
      <Typography color="text.secondary" variant="body2">
        {translate('dashboard.how')}
      </Typography>
      <DndContext sensors={sensors} onDragEnd={onDragEnd}>
        <Box sx={gridOf}>
          {shown.map((card, index) => (
            <MovableCard
              key={card.key}
              card={card}
              index={index}
              count={shown.length}
              onMove={(to) => move(card.key, to)}
              onHide={() => cards.hide(card.key)}
            />
          ))}
        </Box>
      </DndContext>
      {hidden.length > 0 && (
        <Stack component="section" sx={{ gap: 1 }}>
          <Typography component="h2" variant="subtitle2">
            {translate('dashboard.hidden')}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {hidden.map(({ key, title }) => (
              <Chip
                key={key}
                icon={<AddIcon />}
                variant="outlined"
                label={title}
                onClick={() => cards.add(key)}
                aria-label={`${translate('dashboard.add')}: ${title}`}
              />
            ))}
          </Box>
        </Stack>
      )}
      <Box
        role="status"
        sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {told}
      </Box>
    </>
  )
}
