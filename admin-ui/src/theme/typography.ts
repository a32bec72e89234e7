import type { ThemeOptions } from '@mui/material'

/** What every system has: nothing to load, and every language's letters. */
const family =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'

const heading = (size: string, lineHeight = 1.3) => ({
  fontSize: size,
  lineHeight,
  fontWeight: 650,
  letterSpacing: '-0.01em',
})

/** 14 px is what a row of a list is read at; headings step up by a fifth. */
export const typography: NonNullable<ThemeOptions['typography']> = {
  fontFamily: family,
  fontSize: 14,
  h1: heading('1.625rem'),
  h2: heading('1.375rem'),
  h3: heading('1.1875rem'),
  h4: heading('1.0625rem'),
  h5: heading('1.375rem'),
  h6: heading('1.0625rem', 1.4),
  subtitle1: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.45 },
  subtitle2: { fontSize: '0.8125rem', fontWeight: 600, lineHeight: 1.45 },
  body1: { fontSize: '0.9375rem', lineHeight: 1.55 },
  body2: { fontSize: '0.875rem', lineHeight: 1.5 },
  caption: { fontSize: '0.78125rem', lineHeight: 1.45 },
  overline: { fontSize: '0.75rem', fontWeight: 600, lineHeight: 1.6, letterSpacing: '0.01em', textTransform: 'none' },
  button: { fontSize: '0.875rem', fontWeight: 600, textTransform: 'none', letterSpacing: 0 },
}
