import { useFieldValue } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { Figure } from '../plain.tsx'

export function ColorCell({ source }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <span className="gh-with-sign">
      <span className="gh-swatch" style={{ backgroundColor: String(value) }} />
      <Figure>{String(value)}</Figure>
    </span>
  )
}
