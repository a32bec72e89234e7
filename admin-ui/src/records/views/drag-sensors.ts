import {
  type ClientRect,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'

export type Layout = 'columns' | 'grid'

/** Dragging with the mouse, by touching and waiting, and with the keyboard: space lifts and drops, arrows go from place to place. */
export function useDragSensors(layout: Layout) {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: layout === 'columns' ? sideways : around }),
  )
}

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const sideways: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const [step] = directions[event.code] ?? []
  if (!step) return undefined
  event.preventDefault()
  const places = placesOf(context.droppableRects).sort(([, a], [, b]) => a.left - b.left)
  const here = placeOf(context, currentCoordinates)
  const at = places.findIndex(([id]) => id === here)
  const [, next] = places[at + step] ?? []
  return next && { x: next.left + 8, y: next.top + 48 }
}

/** The nearest place in the arrow's direction. */
const around: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const direction = directions[event.code]
  const place = placeOf(context, currentCoordinates)
  const here = place === undefined ? undefined : context.droppableRects.get(place)
  if (!direction || !here) return undefined
  event.preventDefault()
  const [x, y] = direction
  const ahead = placesOf(context.droppableRects)
    .map(([, rect]) => ({ rect, along: (rect.left - here.left) * x + (rect.top - here.top) * y }))
    .filter(({ rect, along }) => along > 4 && Math.abs((rect.left - here.left) * y + (rect.top - here.top) * x) < 4)
    .sort((a, b) => a.along - b.along)
  const [next] = ahead
  return next ? { x: next.rect.left + 4, y: next.rect.top + 4 } : currentCoordinates
}

const placesOf = (rects: Map<UniqueIdentifier, ClientRect>) => [...rects]

type Held = Parameters<KeyboardCoordinateGetter>[1]

/** Where what is held is; whoever presses the next key at once finds it where it stands, though nobody has said so yet. */
function placeOf(context: Held['context'], { x, y }: Held['currentCoordinates']): UniqueIdentifier | undefined {
  if (context.over) return context.over.id
  const isIn = ({ left, right, top, bottom }: ClientRect) => x >= left && x < right && y >= top && y < bottom
  return placesOf(context.droppableRects).find(([, rect]) => isIn(rect))?.[0]
}
