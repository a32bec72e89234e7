import { useManifest, useTitleOf } from '@guildhall/admin-ui'
import { Link } from '@mui/material'
import { useGetManyAggregate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'

/** The record by its name; one that is gone, or closed to the reader, by its kind alone. */
export function RecordLink({ resource, id }: { readonly resource: string; readonly id: string }) {
  const { tenant } = useManifest()
  const titleOf = useTitleOf()
  const { data } = useGetManyAggregate(resource, { ids: [id] })
  const [record] = data ?? []
  if (!record) return null
  return (
    <Link component={RouterLink} variant="body2" to={`/at/${tenant.slug}/${resource}/${id}/show`}>
      {titleOf(resource, record)}
    </Link>
  )
}
