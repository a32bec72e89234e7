import { Card, Empty, PageFrame, useCore } from '@guildhall/admin-ui'
import { Box, Button, Skeleton, Typography } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'

/** Where people write to by mail, and the way to what came. */
export function MailPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const text = (key: string) => translate(`tickets:slots.mail.${key}`)
  const { data } = useCore<{ address: string | null }>('/tickets/mail-address')
  if (!data) return <Skeleton variant="rounded" height={200} />
  const { address } = data
  const copy = () =>
    navigator.clipboard.writeText(address ?? '').then(
      () => notify(text('copied')),
      () => {},
    )
  return (
    <PageFrame
      isNarrow
      lead={text('lead')}
      actions={
        <Button component={Link} to="/incoming-mails">
          {text('mails')}
        </Button>
      }
    >
      <Card>
        {address === null ? (
          <Empty text={text('none')} />
        ) : (
          <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
            <Typography variant="body2" color="textSecondary">
              {text('address')}
            </Typography>
            <Typography component="code" sx={{ fontSize: '1.1rem', overflowWrap: 'anywhere' }}>
              {address}
            </Typography>
            <Button variant="outlined" onClick={copy}>
              {text('copy')}
            </Button>
            <Typography variant="body2">{text('forward')}</Typography>
          </Box>
        )}
      </Card>
    </PageFrame>
  )
}
