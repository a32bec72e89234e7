import { Box, Drawer } from '@mui/material'
import { useSidebarState } from 'react-admin'
import { Brand } from './brand.tsx'
import { Nav } from './nav.tsx'

const wide = 232
const narrow = 60

/** Beside the screen, folded to its icons where one wants the room. */
export function SideNav() {
  const [isOpen] = useSidebarState()
  return (
    <Box
      sx={{
        display: { xs: 'none', md: 'flex' },
        displayPrint: 'none',
        flexDirection: 'column',
        flexShrink: 0,
        width: isOpen ? wide : narrow,
        position: 'sticky',
        top: 'var(--gh-top)',
        height: 'calc(100dvh - var(--gh-top))',
        borderInlineEnd: 1,
        borderColor: 'divider',
      }}
    >
      <Nav folded={!isOpen} />
    </Box>
  )
}

export interface NavDrawerProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** The same on a phone, over the screen. */
export function NavDrawer({ isOpen, onClose }: NavDrawerProps) {
  return (
    <Drawer open={isOpen} onClose={onClose} slotProps={{ paper: { sx: { width: 'min(86vw, 300px)' } } }}>
      <Box sx={{ px: 2, pt: 2 }}>
        <Brand />
      </Box>
      <Nav onGo={onClose} />
    </Drawer>
  )
}
