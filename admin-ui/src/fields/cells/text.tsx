import { useFieldValue } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { Plain } from '../plain.tsx'

export function TextCell({ source, isFull = false }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return <Plain isFull={isFull}>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</Plain>
}
