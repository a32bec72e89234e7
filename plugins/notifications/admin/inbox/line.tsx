import { useSay } from '@guildhall/admin-ui'
import { Box, ListItem, ListItemButton, ListItemText } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { type Notification, placeOf } from './use-notifications.ts'

interface LineProps {
  readonly told: Notification
  readonly onGo: () => void
  readonly action?: ReactNode
}

/** One notification; what is unread has a dot and stands out. */
export function Line({ told, onGo, action }: LineProps) {
  const say = useSay()
  const to = placeOf(told)
  const isUnread = told.readAt === null
  return (
    <ListItem disablePadding secondaryAction={action}>
      <ListItemButton {...(to && { component: Link, to })} onClick={onGo} sx={{ alignItems: 'flex-start', gap: 1 }}>
        <Box
          aria-hidden
          sx={{
            ...{ width: 8, height: 8, mt: 1, flexShrink: 0, borderRadius: '50%' },
            bgcolor: isUnread ? (told.importance === 'urgent' ? 'error.main' : 'primary.main') : 'transparent',
          }}
        />
        <ListItemText
          primary={told.title}
          secondary={
            <>
              {told.text && <Box component="span">{told.text}</Box>}
              <Box component="span" sx={{ display: 'block', fontSize: '0.75rem' }}>
                {say('instant', told.createdAt)}
              </Box>
            </>
          }
          slotProps={{
            primary: { sx: { fontWeight: isUnread ? 650 : 400, overflowWrap: 'anywhere' } },
            secondary: { component: 'div', sx: { overflowWrap: 'anywhere' } },
          }}
        />
      </ListItemButton>
    </ListItem>
  )
}
