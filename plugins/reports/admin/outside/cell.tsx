import type { CellProps } from '@guildhall/admin-ui'
import { Link as Look, Typography } from '@mui/material'
import { useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Outsider } from './person.tsx'

/** Who gets it without an account; each name leads to the record he is narrowed to. */
export function OutsideCell({ source }: CellProps) {
  const people = (useRecordContext()?.[source] ?? []) as readonly Outsider[]
  if (people.length === 0) return '—'
  return people.map(({ name, address, about }) => (
    <Typography key={`${address} ${about}`} variant="body2" component="div">
      <Look component={Link} to={`/${about}/show`} underline="hover">
        {name}
      </Look>{' '}
      {address}
    </Typography>
  ))
}
