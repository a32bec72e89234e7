import BellIcon from '@mui/icons-material/NotificationsNoneOutlined'
import { Badge, IconButton, Popover, Tooltip } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useLatest } from '../inbox/use-notifications.ts'
import { Panel } from './panel.tsx'

/** How much one has not read, on every screen and on the app's icon. */
export function Bell() {
  const translate = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { total: unread = 0 } = useLatest(1, true)
  useEffect(() => void setAppBadge(unread), [unread])
  const label =
    unread > 0
      ? translate('notifications:slots.bell.label', { smart_count: unread, count: unread })
      : translate('notifications:slots.bell.none')
  const close = () => setAnchor(null)
  return (
    <>
      <Tooltip title={label}>
        <IconButton aria-label={label} aria-haspopup="dialog" onClick={({ currentTarget }) => setAnchor(currentTarget)}>
          <Badge badgeContent={unread || undefined} color="error" max={99}>
            <BellIcon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': translate('notifications:slots.bell.title'),
            sx: { mt: 0.75, width: 'min(94vw, 400px)', maxHeight: 'min(70dvh, 560px)' },
          },
        }}
      >
        <Panel unread={unread} onClose={close} />
      </Popover>
    </>
  )
}

/** Where the backoffice is put on a home screen (Badging API). */
async function setAppBadge(count: number): Promise<void> {
  await navigator.setAppBadge?.(count).catch(() => {})
}
