import { useFieldValue } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'

export function DateCell({ source, isFull = false }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <time dateTime={String(value)} className="gh-value gh-line">
      {say('date', value, { dateStyle: isFull ? 'long' : 'medium' })}
    </time>
  )
}

export function InstantCell({ source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <time dateTime={String(value)} className="gh-value gh-line">
      {say('instant', value)}
    </time>
  )
}
