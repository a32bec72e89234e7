import { Box, Typography } from '@mui/material'
import { type ReactNode, Suspense, useState } from 'react'
import { Loading, SkipNavigationButton } from 'react-admin'
import { ErrorBoundary } from 'react-error-boundary'
import { useLocation } from 'react-router-dom'
import { LiveUpdates } from '../live/live-updates.tsx'
import { ActingBanner } from '../pages/acting/acting-banner.tsx'
import { AbroadBanner } from '../pages/links/abroad-banner.tsx'
import { SeeAsBanner } from '../pages/roles/see-as-banner.tsx'
import { useManifest } from '../server/manifest.ts'
import { BottomNav } from './bottom-nav.tsx'
import { Broken } from './broken.tsx'
import { titleId, useDocumentTitle } from './document-title.ts'
import { useFocusOfScreen } from './focus-screen.ts'
import { useInstalledApp } from './installed-app.ts'
import { Keys } from './keys/keys.tsx'
import { ActingFor } from './notices/acting-for.tsx'
import { NewBuild } from './notices/new-build.tsx'
import { Offline } from './notices/offline.tsx'
import { Warnings } from './notices/warnings.tsx'
import { PaletteProvider } from './palette/palette-provider.tsx'
import { NavDrawer, SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands around every screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const more = () => setDrawerOpen(true)
  // What changes in another installation is told to those who are in it.
  const { link } = useManifest()
  useInstalledApp()
  return (
    <PaletteProvider>
      <SkipNavigationButton />
      <Keys />
      {!link && <LiveUpdates />}
      <Warnings />
      <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column', bgcolor: 'background.default' }}>
        <TopBar onMore={more} />
        <Box sx={{ display: 'flex', flexGrow: 1, minWidth: 0 }}>
          <SideNav />
          <Box sx={{ flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
            <AbroadBanner />
            <SeeAsBanner />
            <ActingBanner />
            <ActingFor />
            <Offline />
            <NewBuild />
            <Screen>{children}</Screen>
          </Box>
        </Box>
      </Box>
      <NavDrawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} />
      <BottomNav onMore={more} />
    </PaletteProvider>
  )
}

/** A screen that fails takes down neither the frame nor the next screen. */
function Screen({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation()
  const screen = useFocusOfScreen(pathname)
  useDocumentTitle()
  return (
    <Box
      component="main"
      ref={screen}
      id="main-content"
      tabIndex={-1}
      sx={{
        flexGrow: 1,
        minWidth: 0,
        px: { xs: 1.5, sm: 2, md: 3 },
        pt: { xs: 1.5, md: 2.5 },
        pb: { xs: 'calc(72px + env(safe-area-inset-bottom))', md: 4 },
        outline: 'none',
      }}
    >
      <Typography id={titleId} variant="h2" component="h1" sx={{ '&:empty': { display: 'none' } }} />
      <ErrorBoundary FallbackComponent={Broken} resetKeys={[pathname]}>
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </ErrorBoundary>
    </Box>
  )
}
