import AttachFileIcon from '@mui/icons-material/AttachFile'
import { useFieldValue, useTranslate } from 'react-admin'
import { entered } from '../entered.tsx'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'

const Gallery = entered(({ files }) => files.Gallery)

/** In a list files are counted; on the record's own page they are shown. */
export function FilesCell(props: CellProps) {
  const translate = useTranslate()
  const value: unknown = useFieldValue({ source: props.source })
  if (isNothing(value) || !Array.isArray(value) || value.length === 0) return <Nothing />
  if (props.isFull) return <Gallery {...props} />
  return (
    <span className="gh-with-sign">
      <AttachFileIcon fontSize="inherit" color="action" />
      <span className="gh-value">{translate('records.files', { smart_count: value.length })}</span>
    </span>
  )
}
