import type { ManifestResource } from '@guildhall/sdk/manifest'
import MoreIcon from '@mui/icons-material/MoreHorizOutlined'
import { BottomNavigation, BottomNavigationAction, Paper } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { Icon } from './icon.tsx'
import { allEntries, type NavEntry, useNavigation } from './nav-entries.ts'
import { isWithin } from './nav-link.tsx'

/** As many as a thumb finds without looking. */
const shown = 4

/** What is being worked on (it moves through states or has its days) before what is merely kept. */
function atThumb(entries: readonly NavEntry[], resources: readonly ManifestResource[]): readonly NavEntry[] {
  const moving = new Set(resources.flatMap(({ name, views }) => (views.board || views.calendar ? [name] : [])))
  const [home, ...others] = entries
  const isMoving = ({ resource }: NavEntry) => resource !== undefined && moving.has(resource)
  return [...(home ? [home] : []), ...others.filter(isMoving), ...others.filter((entry) => !isMoving(entry))].slice(
    0,
    shown,
  )
}

/** On a phone: the first places at the thumb, the others behind "more". */
export function BottomNav({ onMore }: { readonly onMore: () => void }) {
  const { pathname } = useLocation()
  const translate = useTranslate()
  const { resources } = useManifest()
  const entries = atThumb(allEntries(useNavigation()), resources)
  return (
    <Paper
      component="nav"
      aria-label={translate('shell.places')}
      square
      sx={{
        display: { xs: 'block', md: 'none' },
        displayPrint: 'none',
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        zIndex: 'appBar',
        borderTop: 1,
        borderColor: 'divider',
        pb: 'env(safe-area-inset-bottom)',
      }}
    >
      <BottomNavigation
        showLabels
        value={entries.findIndex(({ to }) => isWithin(pathname, to))}
        sx={{
          '& .MuiBottomNavigationAction-root': { minWidth: 0, px: 0.5 },
          '& .MuiBottomNavigationAction-label': {
            fontSize: '0.6875rem !important',
            maxWidth: '100%',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          },
        }}
      >
        {entries.map(({ to, label, icon }) => (
          <BottomNavigationAction
            key={to}
            component={Link}
            to={to}
            label={label}
            icon={<Icon name={icon} />}
            aria-current={isWithin(pathname, to) ? 'page' : undefined}
          />
        ))}
        <BottomNavigationAction label={translate('shell.more')} icon={<MoreIcon fontSize="small" />} onClick={onMore} />
      </BottomNavigation>
    </Paper>
  )
}
