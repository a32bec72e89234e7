import { useFieldValue } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { RecordLink } from '../record-link.tsx'
import { mostInLine } from '../referred.ts'

export function RefCell({ field, source }: CellProps) {
  const id: unknown = useFieldValue({ source })
  return isNothing(id) ? <Nothing /> : <RecordLink resource={field.target ?? ''} id={String(id)} />
}

export function RefsCell({ field, source, isFull = false }: CellProps) {
  const ids: unknown = useFieldValue({ source })
  if (isNothing(ids) || !Array.isArray(ids)) return <Nothing />
  const shown = isFull ? ids : ids.slice(0, mostInLine)
  return (
    <span className="gh-names">
      {shown.map((id, index) => (
        <span key={id}>
          <RecordLink resource={field.target ?? ''} id={id} />
          {index === shown.length - 1 && ids.length > shown.length && (
            <span className="gh-value gh-faint">{` +${ids.length - shown.length}`}</span>
          )}
        </span>
      ))}
    </span>
  )
}

/** `projects/<id>`: a record of any resource that is capable of it. */
export function SubjectCell({ source }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  const [resource = '', id = ''] = String(value).split('/')
  return <RecordLink resource={resource} id={id} />
}
