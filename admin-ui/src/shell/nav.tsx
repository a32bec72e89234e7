import { Box, List, ListSubheader } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useNavigation } from './nav-entries.ts'
import { NavLink } from './nav-link.tsx'

export interface NavProps {
  readonly folded?: boolean
  readonly onGo?: () => void
}

/** Everything one may go to: home, what each plugin has, and the settings at the foot. */
export function Nav({ folded = false, onGo = () => {} }: NavProps) {
  const { home, groups, settings } = useNavigation()
  const translate = useTranslate()
  const link = (entry: (typeof settings)[number]) => (
    <NavLink key={entry.to} entry={entry} folded={folded} onClick={onGo} />
  )
  const list = { px: 1, py: 0.5 }
  return (
    <Box
      component="nav"
      aria-label={translate('shell.navigation')}
      sx={{ display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, overflowY: 'auto', py: 1 }}
    >
      <List dense sx={list}>
        {link(home)}
      </List>
      {groups.map(({ name, label, entries }) => (
        <List key={name} dense sx={list} aria-label={label} subheader={<GroupLabel text={label} folded={folded} />}>
          {entries.map(link)}
        </List>
      ))}
      {settings.length > 0 && (
        <List
          dense
          sx={{ ...list, mt: 'auto' }}
          aria-label={translate('shell.settings')}
          subheader={<GroupLabel text={translate('shell.settings')} folded={folded} />}
        >
          {settings.map(link)}
        </List>
      )}
    </Box>
  )
}

function GroupLabel({ text, folded }: { readonly text: string; readonly folded: boolean }) {
  return folded ? (
    <Box component="li" role="presentation" sx={{ mx: 1, my: 0.75, borderTop: 1, borderColor: 'divider' }} />
  ) : (
    <ListSubheader
      disableSticky
      sx={{ lineHeight: 2.4, px: 1.25, fontSize: '0.75rem', fontWeight: 600, bgcolor: 'transparent' }}
    >
      {text}
    </ListSubheader>
  )
}
