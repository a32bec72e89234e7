import { useDroppable } from '@dnd-kit/core'
import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Skeleton, Typography } from '@mui/material'
import { memo, useMemo } from 'react'
import { type Identifier, type SortPayload, useTranslate } from 'react-admin'
import { useTone } from '../../../fields/cells/choice.tsx'
import { ToneChip } from '../../../fields/chip.tsx'
import { useFieldWords } from '../../../fields/words.ts'
import type { CardFields } from '../../list/card-facts.ts'
import { LoadMore } from '../../list/load-more.tsx'
import { useTotalText } from '../../list/total-text.ts'
import { useForwardList } from '../../list/use-forward-list.ts'
import { type Movable, stepTo } from '../step.ts'
import { MovableCard } from './movable-card.tsx'
import type { Move } from './use-moves.ts'

interface ColumnProps {
  readonly resource: ManifestResource
  readonly field: ManifestRecordField
  readonly value: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: SortPayload
  readonly cards: CardFields
  readonly moved: ReadonlyMap<Identifier, Move>
  readonly dragged: Movable | null
  readonly onMove: (record: Movable, to: string) => Promise<unknown>
}

const perPage = 20

export const Column = memo((props: ColumnProps) => {
  const { resource, field, value, filter, sort, cards, moved, dragged, onMove } = props
  const translate = useTranslate()
  const words = useFieldWords(field)
  const tone = useTone()
  const totalText = useTotalText()
  const { setNodeRef, isOver } = useDroppable({ id: value })
  const asked = useMemo(() => ({ ...filter, [field.name]: value }), [filter, field, value])
  const list = useForwardList<Movable>(resource.name, { filter: asked, sort, perPage, can: true })
  const staying = list.records.filter(({ id }) => (moved.get(id)?.to ?? value) === value)
  const coming = [...moved.values()].filter(
    ({ record, to }) => to === value && !staying.some(({ id }) => id === record.id),
  )
  const difference = coming.length + staying.length - list.records.length
  const isFitting =
    dragged !== null && dragged[field.name] !== value && stepTo(resource, field, dragged, value).kind === 'possible'
  const isFar = dragged !== null && dragged[field.name] !== value && !isFitting
  const name = words.value(value)
  return (
    <Box
      component="section"
      ref={setNodeRef}
      aria-label={name}
      data-column={value}
      sx={{
        flex: { xs: '0 0 86%', sm: '1 0 228px' },
        maxWidth: { sm: 380 },
        minWidth: 0,
        scrollSnapAlign: 'center',
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        p: 1,
        borderRadius: 1,
        border: 1,
        borderColor: isFitting ? 'primary.main' : 'transparent',
        bgcolor: isOver && isFitting ? 'action.selected' : 'action.hover',
        opacity: isFar ? 0.6 : 1,
        transition: 'opacity 120ms, border-color 120ms',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 0.5 }}>
        <Typography component="h2" variant="body2" sx={{ minWidth: 0 }}>
          <ToneChip tone={tone(field, value)} text={name} isState />
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {totalText(list.total === undefined ? undefined : list.total + difference, list.isExact)}
        </Typography>
      </Box>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0.25,
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gap: 1,
          maxHeight: { sm: 'calc(100dvh - 250px)' },
          minHeight: 80,
          overflowY: { sm: 'auto' },
          alignContent: 'start',
        }}
        // What scrolls can be reached with the keyboard.
        tabIndex={-1}
      >
        {list.isPending && [0, 1, 2].map((index) => <Skeleton key={index} variant="rounded" height={72} />)}
        {[...coming.map(({ record }) => record), ...staying].map((record) => (
          <li key={record.id}>
            <MovableCard resource={resource} field={field} record={record} cards={cards} onMove={onMove} />
          </li>
        ))}
        {!list.isPending && staying.length + coming.length === 0 && (
          <Typography component="li" variant="body2" color="text.secondary" sx={{ textAlign: 'center', py: 2 }}>
            {translate('lists.board.empty')}
          </Typography>
        )}
        {list.hasMore && (
          <li>
            <LoadMore {...list} />
          </li>
        )}
      </Box>
    </Box>
  )
})
Column.displayName = 'Column'
