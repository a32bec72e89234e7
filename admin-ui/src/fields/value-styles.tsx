import { alpha, GlobalStyles, type Theme } from '@mui/material'
import { tones } from './tones.ts'

/** The look of every value, said once: a list holds thousands, and as a styled component each would cost it its speed. */
export const ValueStyles = () => <GlobalStyles styles={stylesOf} />

const cut = { overflow: 'hidden', textOverflow: 'ellipsis' } as const

/** Weightier than what a place says of everything in it. */
const stylesOf = (theme: Theme) => ({ html: valuesOf(theme) })

const valuesOf = ({ palette, typography }: Theme) => ({
  '.gh-value': { ...typography.body2, margin: 0 },
  '.gh-faint': { color: palette.text.secondary },
  '.gh-hidden': { fontStyle: 'italic' },
  '.gh-line': { ...cut, whiteSpace: 'nowrap' },
  '.gh-whole': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.gh-short': {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  '.gh-figure': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '.gh-link': {
    color: palette.primary.main,
    textDecoration: 'none',
    overflowWrap: 'anywhere',
    '&:hover': { textDecoration: 'underline' },
  },
  '.gh-names': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 8,
    rowGap: 2,
    '& > :not(:last-of-type)::after': { content: '", "' },
  },
  '.gh-with-sign': { display: 'inline-flex', alignItems: 'center', gap: 8 },
  '.gh-swatch': { width: 16, height: 16, flex: 'none', borderRadius: 6, border: `1px solid ${palette.divider}` },
  '.gh-check': { width: 20, height: 20, fill: palette.primary.main, verticalAlign: 'middle', flexShrink: 0 },
  '.gh-waiting': {
    display: 'inline-block',
    width: 88,
    height: '0.6em',
    borderRadius: 4,
    backgroundColor: alpha(palette.text.primary, 0.12),
  },
  ...chips(palette.mode),
})

const chips = (mode: Theme['palette']['mode']) => ({
  '.gh-chip': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    maxWidth: '100%',
    height: 22,
    borderRadius: 11,
    fontSize: 13,
    lineHeight: '22px',
    fontWeight: 400,
    whiteSpace: 'nowrap',
    '& > span': cut,
  },
  '.gh-chip:not(.gh-state)::before': { content: '""', width: 8, height: 8, borderRadius: 4, flex: 'none' },
  '.gh-state': { paddingInline: 8, fontWeight: 600 },
  ...Object.fromEntries(
    Object.entries(tones[mode]).flatMap(([tone, { background, text, dot }]) => [
      [`.gh-state[data-tone=${tone}]`, { backgroundColor: background, color: text }],
      [`.gh-chip[data-tone=${tone}]::before`, { backgroundColor: dot }],
    ]),
  ),
})
