import { Box, Paper, Typography } from '@mui/material'
import { type ReactNode, useEffect } from 'react'
import { logoAddress } from '../shell/logo-address.ts'
import { Mark } from '../shell/mark.tsx'
import { useDoorBrand } from './brand.ts'
import { LanguageLinks } from './language-links.tsx'

export interface DoorwayProps {
  readonly title: string
  readonly children: ReactNode
}

/** What stands around every screen of the door. */
export function Doorway({ title, children }: DoorwayProps) {
  const brand = useDoorBrand()
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <Box
      sx={{
        minHeight: '100dvh',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 3,
        px: 2,
        py: 4,
      }}
    >
      {brand?.name ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, maxWidth: 400, minWidth: 0 }}>
          <Mark name={brand.name} size={44} logo={logoAddress(brand.slug ?? '', brand.logo)} />
          <Typography noWrap sx={{ fontSize: '1.25rem', fontWeight: 650 }}>
            {brand.name}
          </Typography>
        </Box>
      ) : (
        <Box component="img" src="/icon.svg" alt="" sx={{ width: 44, height: 44 }} />
      )}
      <Paper
        component="main"
        variant="outlined"
        sx={{ width: '100%', maxWidth: 400, borderRadius: 3, p: { xs: 2.5, sm: 4 } }}
      >
        <Typography variant="h2" component="h1" sx={{ mb: 2 }}>
          {title}
        </Typography>
        {children}
      </Paper>
      <LanguageLinks />
    </Box>
  )
}
