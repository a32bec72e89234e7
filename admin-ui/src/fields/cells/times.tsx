import { useFieldValue } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'

/** Lists are about these days. */
const inList = { dateStyle: 'medium', year: 'unlessPresent' } as const

export function DateCell({ source, isFull = false }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <time dateTime={String(value)} className="gh-value gh-line">
      {say('date', value, isFull ? { dateStyle: 'long' } : inList)}
    </time>
  )
}

export function InstantCell({ source, isFull = false }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <time dateTime={String(value)} className="gh-value gh-line">
      {say('instant', value, isFull ? {} : inList)}
    </time>
  )
}
