import { useFieldValue, useTranslate } from 'react-admin'
import type { CellProps } from '../kind.ts'

export function BooleanCell({ source, isFull = false }: CellProps) {
  const translate = useTranslate()
  const isYes = useFieldValue({ source }) === true
  const word = translate(isYes ? 'fields.yes' : 'fields.no')
  if (isFull || !isYes) return <span className={isYes ? 'gh-value' : 'gh-value gh-faint'}>{word}</span>
  return (
    <svg className="gh-check" viewBox="0 0 24 24" role="img" aria-label={word}>
      <title>{word}</title>
      <path d="M9 16.17 4.83 12l-1.42 1.41L9 19 21 7l-1.41-1.41z" />
    </svg>
  )
}
