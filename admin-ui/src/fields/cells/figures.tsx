import { useFieldValue } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { Figure } from '../plain.tsx'

export function NumberCell({ field, source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return <Figure>{say('number', value, field.kind === 'decimal' ? { digits: field.scale ?? 2 } : {})}</Figure>
}

export function MoneyCell({ source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  return isNothing(value) ? <Nothing /> : <Figure>{say('money', value)}</Figure>
}

export function DurationCell({ source }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  return isNothing(value) ? <Nothing /> : <Figure>{say('duration', value)}</Figure>
}
