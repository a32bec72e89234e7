import DevicesIcon from '@mui/icons-material/DevicesOutlined'
import LogoutIcon from '@mui/icons-material/LogoutOutlined'
import PersonIcon from '@mui/icons-material/PersonOutlineOutlined'
import KeyIcon from '@mui/icons-material/VpnKeyOutlined'
import { Avatar, Box, Divider, IconButton, ListItemButton, ListItemIcon, Popover, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useLogout, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useMe } from '../../server/use-me.ts'
import { LanguageChoice } from './language-choice.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { sessionsPath } from './sessions-path.ts'

const Profile = lazy(() => import('./profile.tsx'))

/** What concerns oneself: who one is, in which language and light one works, and the way out. */
export function UserMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isProfileOpen, setProfileOpen] = useState(false)
  const translate = useTranslate()
  const logout = useLogout()
  const manifest = useManifest()
  const me = useMe()
  const { label } = manifest.actor
  const close = () => setAnchor(null)
  const sessions = sessionsPath(manifest)
  const openProfile = () => {
    close()
    setProfileOpen(true)
  }
  return (
    <>
      <IconButton
        aria-label={translate('ra.auth.user_menu')}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ p: 0.5 }}
      >
        <Avatar aria-hidden data-initials={initialsOf(label)} sx={avatar}>
          <span />
        </Avatar>
      </IconButton>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': translate('ra.auth.user_menu'),
            sx: { mt: 0.75, width: 'min(92vw, 280px)', py: 0.75 },
          },
        }}
      >
        <Box sx={{ px: 2, pt: 0.75, pb: 1 }}>
          <Typography noWrap sx={{ fontWeight: 650 }}>
            {label}
          </Typography>
          <Typography noWrap variant="body2" color="text.secondary">
            {me?.user.email}
          </Typography>
        </Box>
        <Divider sx={{ mb: 0.75 }} />
        {!manifest.acting && (
          <ListItemButton sx={row} onClick={openProfile}>
            <ListItemIcon sx={icon}>
              <PersonIcon fontSize="small" />
            </ListItemIcon>
            {translate('shell.account.profile')}
          </ListItemButton>
        )}
        {sessions && (
          <ListItemButton sx={row} component={Link} to={sessions} onClick={close}>
            <ListItemIcon sx={icon}>
              <DevicesIcon fontSize="small" />
            </ListItemIcon>
            {translate('shell.account.sessions')}
          </ListItemButton>
        )}
        {sessions && (
          <ListItemButton sx={row} component={Link} to="/keys" onClick={close}>
            <ListItemIcon sx={icon}>
              <KeyIcon fontSize="small" />
            </ListItemIcon>
            {translate('shell.account.keys')}
          </ListItemButton>
        )}
        <Divider sx={{ my: 0.75 }} />
        <LanguageChoice onChosen={close} />
        <ModeChoice />
        <Divider sx={{ my: 0.75 }} />
        <ListItemButton sx={row} onClick={() => void logout()}>
          <ListItemIcon sx={icon}>
            <LogoutIcon fontSize="small" />
          </ListItemIcon>
          {translate('ra.auth.logout')}
        </ListItemButton>
      </Popover>
      <Suspense fallback={null}>
        {isProfileOpen && me && <Profile me={me} onClose={() => setProfileOpen(false)} />}
      </Suspense>
    </>
  )
}

const avatar = {
  width: 30,
  height: 30,
  fontSize: 13,
  fontWeight: 650,
  bgcolor: 'primary.main',
  '&::before': { content: 'attr(data-initials)' },
}
const row = { mx: 0.75, px: 1.25, minHeight: { xs: 44, sm: 36 }, py: 0, fontSize: '0.875rem' }
const icon = { minWidth: 32 }

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(([first = '']) => first)
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toLocaleUpperCase()
