import { useDraggable } from '@dnd-kit/core'
import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import DragIcon from '@mui/icons-material/DragIndicator'
import MoreIcon from '@mui/icons-material/MoreVert'
import { Box, IconButton, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useTitleOf } from '../../../fields/title.ts'
import { useFieldWords } from '../../../fields/words.ts'
import type { CardFields } from '../../list/card-facts.ts'
import { useIsPhone } from '../../list/is-phone.ts'
import { RecordCard } from '../../list/record-card.tsx'
import { type Movable, statesAhead } from '../step.ts'

interface MovableCardProps {
  readonly resource: ManifestResource
  readonly field: ManifestRecordField
  readonly record: Movable
  readonly cards: CardFields
  readonly onMove: (record: Movable, to: string) => Promise<unknown>
}

/** A card that is dragged with the pointer, moved with the keyboard by its handle, or on a phone by a menu. */
export function MovableCard({ resource, field, record, cards, onMove }: MovableCardProps) {
  const translate = useTranslate()
  const isPhone = useIsPhone()
  const titleOf = useTitleOf()
  const ahead = statesAhead(resource, field, record)
  const isMovable = ahead.length > 0
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: !isMovable || isPhone,
  })
  const label = translate('lists.board.move', { title: titleOf(resource.name, record) })
  return (
    <Box
      ref={setNodeRef}
      {...(!isPhone && listeners)}
      sx={{ opacity: isDragging ? 0.35 : 1, cursor: isMovable && !isPhone ? 'grab' : 'default' }}
    >
      <RecordCard
        resource={resource}
        record={record}
        fields={cards}
        aside={
          !isMovable ? null : isPhone ? (
            <MoveMenu field={field} states={ahead} label={label} onMove={(to) => void onMove(record, to)} />
          ) : (
            <IconButton
              ref={setActivatorNodeRef}
              {...attributes}
              size="small"
              aria-label={label}
              sx={{ position: 'relative', p: 0.25, mr: -0.5, mt: -0.25, color: 'text.disabled', cursor: 'grab' }}
            >
              <DragIcon fontSize="small" />
            </IconButton>
          )
        }
      />
    </Box>
  )
}

interface MoveMenuProps {
  readonly field: ManifestRecordField
  readonly states: readonly string[]
  readonly label: string
  readonly onMove: (to: string) => void
}

function MoveMenu({ field, states, label, onMove }: MoveMenuProps) {
  const words = useFieldWords(field)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ position: 'relative', p: 0.25, mr: -0.5, mt: -0.25 }}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {states.map((value) => (
          <MenuItem
            key={value}
            onClick={() => {
              setAnchor(null)
              onMove(value)
            }}
          >
            {words.value(value)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
