import { inkOn, legibleColor } from '@guildhall/sdk/formats'
import type { PaletteOptions } from '@mui/material'

export type Mode = 'light' | 'dark'

/** Paper and ink, one accent. Every pair of text and ground that occurs has at least 4.5 : 1 (WCAG 2.2, 1.4.3). */
export function paletteOf(mode: Mode, accent: string | null = null): PaletteOptions {
  const own = mode === 'dark' ? dark : light
  if (!accent) return own
  const main = legibleColor(accent, mode)
  return { ...own, primary: { main, contrastText: inkOn(main) } }
}

const light: PaletteOptions = {
  mode: 'light',
  primary: { main: '#2f4b7c', dark: '#22375c', light: '#5a77ab', contrastText: '#ffffff' },
  secondary: { main: '#8a5012', contrastText: '#ffffff' },
  error: { main: '#b3261e' },
  warning: { main: '#8a5300' },
  info: { main: '#0b5d8f' },
  success: { main: '#1f6b3a' },
  background: { default: '#f6f7f9', paper: '#ffffff' },
  text: { primary: '#182033', secondary: '#535d70', disabled: '#8b93a3' },
  divider: 'rgba(20,28,45,0.12)',
  action: {
    hover: 'rgba(20,28,45,0.045)',
    selected: 'rgba(47,75,124,0.1)',
    focus: 'rgba(47,75,124,0.14)',
    active: '#535d70',
  },
}

const dark: PaletteOptions = {
  mode: 'dark',
  primary: { main: '#9db8f2', dark: '#7c9be0', light: '#c2d3f8', contrastText: '#10182a' },
  secondary: { main: '#f0b775', contrastText: '#241703' },
  error: { main: '#ff9d94' },
  warning: { main: '#f5c26b' },
  info: { main: '#84c5ef' },
  success: { main: '#86cf9d' },
  background: { default: '#13151a', paper: '#1a1d24' },
  text: { primary: '#e8eaef', secondary: '#a9b1c0', disabled: '#6d7585' },
  divider: 'rgba(255,255,255,0.13)',
  action: {
    hover: 'rgba(255,255,255,0.055)',
    selected: 'rgba(157,184,242,0.15)',
    focus: 'rgba(157,184,242,0.2)',
    active: '#a9b1c0',
  },
}
