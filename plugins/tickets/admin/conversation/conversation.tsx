import { Empty, type RecordSlotProps } from '@guildhall/admin-ui'
import { Alert, Box, Skeleton } from '@mui/material'
import { type RaRecord, useGetList, useTranslate } from 'react-admin'
import { Composer } from './composer.tsx'
import { Said } from './said.tsx'

export type Message = RaRecord & {
  readonly text: string
  readonly visibility?: 'public' | 'internal'
  readonly authorName: string | null
  readonly side: 'client' | 'business'
  readonly attachments?: readonly string[]
  readonly createdAt?: string
}

/** What was said about a ticket, oldest first, and a place to answer; what others say appears by itself. */
export function Conversation({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const { data, error, isPending } = useGetList<Message>('ticket-messages', {
    filter: { ticket: record.id },
    sort: { field: 'id', order: 'ASC' },
    pagination: { page: 1, perPage: 500 },
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={240} />
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 860 }}>
      {data.length === 0 && <Empty text={translate('tickets:slots.conversation.empty')} />}
      <Box
        component="ol"
        aria-label={translate('tickets:slots.conversation.title')}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}
      >
        {data.map((message) => (
          <Said key={message.id} message={message} />
        ))}
      </Box>
      <Composer key={data.length} ticket={record} />
    </Box>
  )
}
