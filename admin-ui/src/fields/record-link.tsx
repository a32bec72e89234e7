import { Link, Skeleton, Typography } from '@mui/material'
import { type Identifier, useCreatePath, useReference, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { useTitleOf } from './title.ts'

export interface RecordLinkProps {
  readonly resource: string
  readonly id: Identifier
}

/** Another record by its title. However many stand on a screen, each resource is asked once. */
export function RecordLink({ resource, id }: RecordLinkProps) {
  const right = useManifest().resource(resource)?.rights['read'] ?? 'never'
  return right === 'never' ? <Hidden /> : <Fetched resource={resource} id={id} />
}

function Fetched({ resource, id }: RecordLinkProps) {
  const { referenceRecord, isPending } = useReference({ reference: resource, id, options: { retry: false } })
  const titleOf = useTitleOf()
  const createPath = useCreatePath()
  if (isPending) return <Skeleton component="span" variant="text" width={88} sx={{ display: 'inline-block' }} />
  if (!referenceRecord) return <Hidden />
  return (
    <Link
      component={RouterLink}
      to={createPath({ resource, id, type: 'show' })}
      variant="body2"
      underline="hover"
      onClick={(event) => event.stopPropagation()}
      sx={{ overflowWrap: 'anywhere' }}
    >
      {titleOf(resource, referenceRecord)}
    </Link>
  )
}

/** There is something that this reader may not see. */
function Hidden() {
  const translate = useTranslate()
  return (
    <Typography component="span" variant="body2" color="textSecondary" sx={{ fontStyle: 'italic' }}>
      {translate('fields.hidden')}
    </Typography>
  )
}
