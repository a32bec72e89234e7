import AttachFileIcon from '@mui/icons-material/AttachFile'
import { useFieldValue, useTranslate } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { Plain } from '../plain.tsx'

/** Whoever keeps files brings the way to add them; here they are named, or counted where only their ids are known. */
export function FilesCell({ source, isFull = false }: CellProps) {
  const translate = useTranslate()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value) || !Array.isArray(value)) return <Nothing />
  const names = value.map((file) => (file as { name?: unknown })?.name).filter((name) => typeof name === 'string')
  if (names.length > 0) return <Plain isFull={isFull}>{names.join(isFull ? '\n' : ', ')}</Plain>
  return (
    <span className="gh-with-sign">
      <AttachFileIcon fontSize="inherit" color="action" />
      <span className="gh-value">{translate('records.files', { smart_count: value.length })}</span>
    </span>
  )
}
