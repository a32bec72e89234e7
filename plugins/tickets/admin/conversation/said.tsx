import { fieldOf, kindOf, useManifest, useSay } from '@guildhall/admin-ui'
import LockIcon from '@mui/icons-material/LockOutlined'
import { Box, Chip, Typography } from '@mui/material'
import { RecordContextProvider, ResourceContextProvider, useTranslate } from 'react-admin'
import type { Message } from './conversation.tsx'

/** One message. Those of the client stand to the left, those of the business to the right, internal ones are marked by more than a colour. */
export function Said({ message }: { readonly message: Message }) {
  const translate = useTranslate()
  const say = useSay()
  const { text, visibility, authorName, side, createdAt, attachments = [] } = message
  const isInternal = visibility === 'internal'
  const isOurs = side === 'business'
  return (
    <Box
      component="li"
      sx={{
        justifySelf: isOurs ? 'end' : 'start',
        maxWidth: { xs: '94%', sm: '80%' },
        minWidth: 0,
        p: 1.5,
        borderRadius: 2,
        border: 1,
        borderColor: isInternal ? 'warning.main' : 'divider',
        borderStyle: isInternal ? 'dashed' : 'solid',
        bgcolor: isOurs && !isInternal ? 'action.hover' : 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline', mb: 0.5 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {authorName ?? translate(`tickets:slots.conversation.sides.${side}`)}
        </Typography>
        {createdAt && (
          <Typography component="time" dateTime={createdAt} variant="caption" color="textSecondary">
            {say('instant', createdAt)}
          </Typography>
        )}
        {isInternal && (
          <Chip
            size="small"
            variant="outlined"
            color="warning"
            icon={<LockIcon />}
            label={translate('tickets:slots.conversation.internal')}
          />
        )}
      </Box>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography>
      {attachments.length > 0 && <Attachments message={message} />}
    </Box>
  )
}

function Attachments({ message }: { readonly message: Message }) {
  const { resource } = useManifest()
  const described = resource('ticket-messages')
  const field = described && fieldOf(described, 'attachments')
  if (!field) return null
  const { Cell } = kindOf(field.kind)
  return (
    <ResourceContextProvider value="ticket-messages">
      <RecordContextProvider value={message}>
        <Cell field={field} source="attachments" isFull />
      </RecordContextProvider>
    </ResourceContextProvider>
  )
}
