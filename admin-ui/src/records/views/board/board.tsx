import { DndContext, DragOverlay } from '@dnd-kit/core'
import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { useMemo } from 'react'
import { useListContext } from 'react-admin'
import { useFieldWords } from '../../../fields/words.ts'
import { ActionDialog } from '../../actions/action-dialog.tsx'
import { cardFieldsOf } from '../../list/card-facts.ts'
import { without } from '../../list/conditions.ts'
import { RecordCard } from '../../list/record-card.tsx'
import { boardOf } from '../../list/view-kinds.ts'
import { useDragging } from '../use-dragging.ts'
import { Column } from './column.tsx'
import { useMoves } from './use-moves.ts'

/** States as columns. A card that is put into another column takes the step that leads there. */
export default function Board({ resource }: { readonly resource: ManifestResource }) {
  const board = boardOf(resource)
  return board ? <Columns resource={resource} field={board.field} /> : null
}

function Columns({
  resource,
  field,
}: {
  resource: ManifestResource
  field: NonNullable<ReturnType<typeof boardOf>>['field']
}) {
  const { filterValues, sort } = useListContext()
  const words = useFieldWords(field)
  const moves = useMoves(resource, field)
  const fields = useMemo(() => cardFieldsOf(resource, [field.name]), [resource, field])
  const { dragged, surface } = useDragging({
    layout: 'columns',
    nameOf: (value) => words.value(value),
    onDrop: (record, value) => void moves.move(record, value),
  })
  const filter = useMemo(() => without(filterValues, field.name), [filterValues, field])
  const values = useMemo(() => wantedOf(field.values ?? [], filterValues, field.name), [field, filterValues])

  return (
    <DndContext {...surface}>
      <Box
        sx={{
          display: 'flex',
          gap: 1.25,
          overflowX: 'auto',
          scrollSnapType: { xs: 'x mandatory', sm: 'none' },
          mx: { xs: -1.5, sm: 0 },
          px: { xs: 1.5, sm: 0 },
          pb: 1,
        }}
      >
        {values.map((value) => (
          <Column
            key={value}
            resource={resource}
            field={field}
            value={value}
            filter={filter}
            sort={sort}
            cards={fields}
            moved={moves.moved}
            dragged={dragged}
            onMove={moves.move}
          />
        ))}
      </Box>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <Box sx={{ boxShadow: 6, borderRadius: 1, cursor: 'grabbing', rotate: '1deg' }}>
            <RecordCard resource={resource} record={dragged} fields={fields} />
          </Box>
        )}
      </DragOverlay>
      {moves.asked && (
        <ActionDialog
          resource={resource}
          record={moves.asked.record}
          action={moves.asked.action}
          onAct={moves.answer}
          onClose={moves.cancel}
        />
      )}
    </DndContext>
  )
}

/** Where the filter speaks of the state itself, only those columns are there. */
function wantedOf(
  values: readonly string[],
  filter: Readonly<Record<string, unknown>>,
  name: string,
): readonly string[] {
  const [one, some, not] = [filter[name], filter[`${name}_in`], filter[`${name}_nin`]]
  const wanted = Array.isArray(some) ? some : Array.isArray(one) ? one : typeof one === 'string' ? [one] : values
  return values.filter((value) => wanted.includes(value) && !(Array.isArray(not) && not.includes(value)))
}
