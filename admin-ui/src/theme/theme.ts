import { createTheme, type Theme } from '@mui/material'
import { components } from './components.ts'
import { type Mode, paletteOf } from './palette.ts'
import { typography } from './typography.ts'

/** One look for all screens: quiet surfaces, one accent, room to read, and lines instead of shadows. */
export function themeOf(mode: Mode, direction: 'ltr' | 'rtl' = 'ltr', accent: string | null = null): Theme {
  return createTheme({
    direction,
    palette: paletteOf(mode, accent),
    shape: { borderRadius: 8 },
    typography,
    components,
  })
}
