import {
  type CollisionDetection,
  type DndContextProps,
  type DragEndEvent,
  pointerWithin,
  rectIntersection,
} from '@dnd-kit/core'
import { useState } from 'react'
import { type Layout, useDragSensors } from './drag-sensors.ts'
import { useSpoken } from './spoken.ts'
import type { Movable } from './step.ts'

export interface DraggingOptions {
  readonly layout: Layout
  /** What a place is called, for who hears it. */
  nameOf(place: string): string
  onDrop(record: Movable, place: string): void
}

/** Records dragged from place to place: which is in the hand, and what the surface they are dragged over needs. */
export function useDragging({ layout, nameOf, onDrop }: DraggingOptions): {
  readonly dragged: Movable | null
  readonly surface: DndContextProps
} {
  const [dragged, setDragged] = useState<Movable | null>(null)
  const sensors = useDragSensors(layout)
  const accessibility = useSpoken((id) => nameOf(String(id)))
  return {
    dragged,
    surface: {
      sensors,
      accessibility,
      collisionDetection: underPointer,
      onDragStart: ({ active }) => setDragged((active.data.current?.['record'] as Movable | undefined) ?? null),
      onDragEnd({ over }: DragEndEvent) {
        setDragged(null)
        if (dragged && over) onDrop(dragged, String(over.id))
      },
      onDragCancel: () => setDragged(null),
    },
  }
}

/** A keyboard has no pointer. */
const underPointer: CollisionDetection = (given) => {
  const under = pointerWithin(given)
  return under.length > 0 ? under : rectIntersection(given)
}
