import { type RecordSlotProps, useCore, useSay } from '@guildhall/admin-ui'
import { Box, Link as Look, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Balances } from './balances.tsx'

interface Affected {
  readonly resource: string
  readonly id: string
  readonly title: string
  readonly dueAt: string
}

/** Beside a request: what its person has left, and the work that falls into the time. Not for who may only know that he is away. */
export function Standing({ record }: RecordSlotProps) {
  const translate = useTranslate()
  if (!record.kind) return <Typography color="text.secondary">{translate('leave:slots.standing.closed')}</Typography>
  return (
    <Stack sx={{ gap: 2 }}>
      <Balances person={String(record.person)} />
      <Work request={String(record.id)} />
    </Stack>
  )
}

function Work({ request }: { readonly request: string }) {
  const translate = useTranslate()
  const say = useSay()
  const { data = [] } = useCore<Affected[]>(`/leave/requests/${request}/work`)
  if (data.length === 0) return null
  return (
    <Box>
      <Typography variant="subtitle2" component="h3">
        {translate('leave:slots.standing.work')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {data.map(({ resource, id, title, dueAt }) => (
          <Typography component="li" variant="body2" key={id}>
            <Look component={Link} to={`/${resource}/${id}/show`}>
              {title}
            </Look>{' '}
            <Typography component="span" variant="caption" color="text.secondary">
              {say('instant', dueAt)}
            </Typography>
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
