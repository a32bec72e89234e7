import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'
import { type RaRecord, useResourceContext, useTranslate } from 'react-admin'
import { useTitleOf } from '../../fields/title.ts'

/** What a screen reader says of dragging, in the reader's language. */
export function useSpoken(placeName: (id: UniqueIdentifier) => string) {
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const resource = useResourceContext() ?? ''
  const title = (data: { current?: Record<string, unknown> | undefined }) =>
    titleOf(resource, data.current?.['record'] as RaRecord | undefined)
  const announcements: Announcements = {
    onDragStart: ({ active }) => translate('lists.drag.lifted', { title: title(active.data) }),
    onDragOver: ({ active, over }) =>
      over ? translate('lists.drag.over', { title: title(active.data), place: placeName(over.id) }) : undefined,
    onDragEnd: ({ active, over }) =>
      over
        ? translate('lists.drag.dropped', { title: title(active.data), place: placeName(over.id) })
        : translate('lists.drag.cancelled', { title: title(active.data) }),
    onDragCancel: ({ active }) => translate('lists.drag.cancelled', { title: title(active.data) }),
  }
  const screenReaderInstructions: ScreenReaderInstructions = { draggable: translate('lists.drag.how') }
  return { announcements, screenReaderInstructions }
}
