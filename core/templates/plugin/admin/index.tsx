import { defineAdmin } from '@guildhall/admin-ui'
import { Card, CardActionArea, CardContent, Skeleton, Stack, Typography } from '@mui/material'
import { type RaRecord, useGetList, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { slots } from '../src/slots.ts'

const resource = 'acme-sample-notes'

/** What is open, the nearest day first. It speaks to the server as the person before it. */
function Board() {
  const translate = useTranslate()
  const { data, total, error } = useGetList<RaRecord>(resource, {
    filter: { status: 'open' },
    sort: { field: 'dueOn', order: 'ASC' },
    pagination: { page: 1, perPage: 50 },
  })
  if (error) throw error
  if (!data) return <Skeleton variant="rounded" height={96} />
  return (
    <Stack sx={{ gap: 1.5, maxWidth: 640 }}>
      <Typography>{translate('acme-sample:slots.board.open', { smart_count: total ?? data.length })}</Typography>
      {data.map(({ id, title, body }) => (
        <Card key={id} variant="outlined">
          <CardActionArea component={Link} to={`/${resource}/${id}/show`}>
            <CardContent>
              <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
              {body && <Typography color="textSecondary">{body}</Typography>}
            </CardContent>
          </CardActionArea>
        </Card>
      ))}
    </Stack>
  )
}

export default defineAdmin<typeof slots>({ slots: { board: Board } })
