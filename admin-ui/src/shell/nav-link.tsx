import { ListItem, ListItemButton, ListItemIcon, ListItemText, Tooltip } from '@mui/material'
import { Link, useLocation } from 'react-router-dom'
import { Icon } from './icon.tsx'
import type { NavEntry } from './nav-entries.ts'

export interface NavLinkProps {
  readonly entry: NavEntry
  /** Only the icon, where the navigation is folded. */
  readonly folded?: boolean
  readonly onClick?: () => void
}

export function NavLink({ entry: { to, label, icon }, folded = false, onClick }: NavLinkProps) {
  const { pathname } = useLocation()
  const isHere = isWithin(pathname, to)
  return (
    <ListItem disablePadding sx={{ mb: '2px' }}>
      <Tooltip title={folded ? label : ''} placement="right">
        <ListItemButton
          component={Link}
          to={to}
          selected={isHere}
          aria-current={isHere ? 'page' : undefined}
          aria-label={folded ? label : undefined}
          onClick={onClick}
          sx={{
            minHeight: { xs: 44, md: 36 },
            py: 0,
            px: 1.25,
            justifyContent: folded ? 'center' : 'flex-start',
            color: isHere ? 'primary.main' : 'text.primary',
            '&.Mui-selected': { color: 'primary.main' },
          }}
        >
          <ListItemIcon sx={{ minWidth: folded ? 0 : 32, color: isHere ? 'primary.main' : 'text.secondary' }}>
            <Icon name={icon} />
          </ListItemIcon>
          {!folded && (
            <ListItemText
              primary={label}
              slotProps={{
                primary: { noWrap: true, sx: { fontSize: '0.875rem', fontWeight: isHere ? 600 : 500 } },
              }}
            />
          )}
        </ListItemButton>
      </Tooltip>
    </ListItem>
  )
}

export const isWithin = (pathname: string, to: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)
