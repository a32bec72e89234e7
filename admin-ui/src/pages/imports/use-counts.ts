import { useTranslate } from 'react-admin'
import type { Counts } from './imports.ts'

const told = ['created', 'updated', 'unchanged', 'refused', 'removed', 'restored', 'kept'] as const

/** “3 created, 1 refused” */
export function useCounts() {
  const translate = useTranslate()
  return (counts: Counts) =>
    told
      .filter((name) => (counts[name] ?? 0) > 0)
      .map((name) => translate(`pages.imports.counts.${name}`, { smart_count: counts[name] ?? 0 }))
      .join(', ')
}
