import { createTheme, type ThemeOptions } from '@mui/material'

const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'

/** One look for all screens: quiet surfaces, one accent, room to read, and lines instead of shadows. */
function themeOf(mode: 'light' | 'dark'): ThemeOptions {
  const isDark = mode === 'dark'
  return createTheme({
    palette: {
      mode,
      primary: { main: isDark ? '#9db8f2' : '#2f4b7c' },
      secondary: { main: isDark ? '#f0b775' : '#9a5b13' },
      background: isDark ? { default: '#14161b', paper: '#1b1e25' } : { default: '#f6f7f9', paper: '#ffffff' },
      divider: isDark ? 'rgba(255,255,255,0.12)' : 'rgba(20,28,45,0.12)',
    },
    shape: { borderRadius: 8 },
    typography: { fontFamily: font, fontSize: 14, button: { textTransform: 'none', fontWeight: 600 } },
    components: {
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
      MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
    },
  })
}

export const light = themeOf('light')
export const dark = themeOf('dark')
