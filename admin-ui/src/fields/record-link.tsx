import { type Identifier, type RaRecord, useCreatePath, useReference, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { useReferred } from './referred.ts'
import { useTitleOf } from './title.ts'

export interface RecordLinkProps {
  readonly resource: string
  readonly id: Identifier
}

/** Another record by its title. However many stand on a screen, each resource is asked once. */
export function RecordLink({ resource, id }: RecordLinkProps) {
  const right = useManifest().resource(resource)?.rights['read'] ?? 'never'
  const referred = useReferred(resource)
  if (right === 'never') return <Hidden />
  if (!referred) return <Fetched resource={resource} id={id} />
  return <Found resource={resource} record={referred.records.get(String(id))} isPending={referred.isPending} />
}

function Fetched({ resource, id }: RecordLinkProps) {
  const { referenceRecord, isPending } = useReference({ reference: resource, id, options: { retry: false } })
  return <Found resource={resource} record={referenceRecord} isPending={isPending} />
}

interface FoundProps {
  readonly resource: string
  readonly record: RaRecord | undefined
  readonly isPending: boolean
}

function Found({ resource, record, isPending }: FoundProps) {
  const titleOf = useTitleOf()
  const createPath = useCreatePath()
  if (!record) return isPending ? <span className="gh-waiting" /> : <Hidden />
  return (
    <Link
      to={createPath({ resource, id: record.id, type: 'show' })}
      className="gh-value gh-link"
      onClick={(event) => event.stopPropagation()}
    >
      {titleOf(resource, record)}
    </Link>
  )
}

/** There is something that this reader may not see. */
function Hidden() {
  const translate = useTranslate()
  return <span className="gh-value gh-faint gh-hidden">{translate('fields.hidden')}</span>
}
