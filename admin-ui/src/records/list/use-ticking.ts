import { type MouseEvent, useRef } from 'react'
import { type Identifier, useEvent, useListContext } from 'react-admin'

/** Ticks a record; with shift all up to the one ticked last. The function stays the same, so that no row is drawn for it. */
export function useTicking(): (id: Identifier, event: MouseEvent) => void {
  const { data = [], selectedIds, onSelect, onToggleItem } = useListContext()
  const last = useRef<Identifier | null>(null)
  return useEvent((id: Identifier, { shiftKey }: MouseEvent) => {
    const ids = data.map((record) => record.id)
    const [from, to] = [ids.indexOf(last.current ?? ''), ids.indexOf(id)]
    last.current = id
    if (!shiftKey || from < 0 || selectedIds.length === 0) return onToggleItem(id)
    const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1)
    const others = selectedIds.filter((each) => !between.includes(each))
    onSelect(selectedIds.includes(id) ? others : [...others, ...between])
  })
}
