import MenuIcon from '@mui/icons-material/MenuOutlined'
import { Box, IconButton, Tooltip } from '@mui/material'
import { LoadingIndicator, useSidebarState, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { BarSlots } from '../slots/places.tsx'
import { useSlots } from '../slots/use-slots.ts'
import { UserMenu } from './account/user-menu.tsx'
import { Bell } from './bell/bell.tsx'
import { HelpButton } from './help/help-button.tsx'
import { SearchButton } from './palette/search-button.tsx'
import { TenantSwitch } from './tenant-switch.tsx'

/** Calm, on paper: where one is, how to find anything, and what concerns oneself. */
export function TopBar({ onMore }: { readonly onMore: () => void }) {
  const translate = useTranslate()
  const { link } = useManifest()
  const hasBell = useSlots('bar').some(({ slot }) => slot.instead === 'bell')
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        displayPrint: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 0.5, sm: 1 },
        height: 'var(--gh-top)',
        px: { xs: 1, sm: 1.5 },
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <FoldButton onMore={onMore} />
      <Box sx={{ minWidth: 0, flexShrink: 1, display: 'flex' }}>
        <TenantSwitch />
      </Box>
      <Box sx={{ flexGrow: 1, display: 'flex', justifyContent: { xs: 'flex-end', sm: 'center' } }}>
        <SearchButton />
      </Box>
      <Box sx={{ display: { xs: 'none', sm: 'block' }, '& svg': { fontSize: 20, color: 'text.secondary' } }}>
        <LoadingIndicator aria-label={translate('ra.page.loading')} />
      </Box>
      <BarSlots />
      <HelpButton />
      {!link && !hasBell && <Bell />}
      <UserMenu />
    </Box>
  )
}

function FoldButton({ onMore }: { readonly onMore: () => void }) {
  const [isOpen, setOpen] = useSidebarState()
  const translate = useTranslate()
  const label = translate(isOpen ? 'ra.action.close_menu' : 'ra.action.open_menu')
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          sx={{ display: { xs: 'none', md: 'inline-flex' } }}
        >
          <MenuIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <IconButton
        aria-label={translate('ra.action.open_menu')}
        onClick={onMore}
        sx={{ display: { xs: 'inline-flex', md: 'none' } }}
      >
        <MenuIcon fontSize="small" />
      </IconButton>
    </>
  )
}
