import type { ManifestResource } from '@guildhall/sdk/manifest'
import { useEffect } from 'react'
import { useCreatePath, useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'

/** The keyboard in a list: j and k (or the arrows) go from record to record, Enter opens, x ticks, / searches, n begins a new one. */
export function ListKeys({ resource: { name, rights } }: { readonly resource: ManifestResource }) {
  const { onToggleItem } = useListContext()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  useEffect(() => {
    let jumpedAt = Number.NEGATIVE_INFINITY
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isElsewhere(event.target)) return
      // After G a letter leads to another place (shell/keys).
      const isJump = event.timeStamp - jumpedAt < 1_500
      jumpedAt = event.code === 'KeyG' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (isJump) return
      if (event.key === '/') return search(event)
      switch (event.code) {
        case 'KeyJ':
        case 'ArrowDown':
          return step(event, 1)
        case 'KeyK':
        case 'ArrowUp':
          return step(event, -1)
        case 'KeyX': {
          const id = current()?.dataset['rowLink']
          if (!id) return
          event.preventDefault()
          return onToggleItem?.(id)
        }
        case 'KeyN':
          if ((rights['create'] ?? 'never') === 'never') return
          event.preventDefault()
          return void navigate(createPath({ resource: name, type: 'create' }))
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [onToggleItem, navigate, createPath, name, rights])
  return null
}

const links = () => [...document.querySelectorAll<HTMLElement>('[data-list-table] [data-row-link]')]
const current = () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-row-link]') ?? undefined

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('[data-list-search]')
  if (!field) return
  event.preventDefault()
  field.focus()
}

function step(event: KeyboardEvent, by: number): void {
  const all = links()
  if (all.length === 0) return
  const here = current()
  // Arrows scroll the page until somebody is among the rows.
  if (!here && event.key.startsWith('Arrow')) return
  const at = here ? all.indexOf(here) + by : 0
  const next = all[Math.max(0, Math.min(all.length - 1, at))]
  event.preventDefault()
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Who types, chooses from a menu or answers a dialog means something else. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog], [role=listbox], [role=tablist]',
    ) !== null
  )
}
