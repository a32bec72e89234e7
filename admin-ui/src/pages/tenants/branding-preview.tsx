import { inkOn, legibleColor } from '@guildhall/sdk/formats'
import { Box, Button, Paper, ThemeProvider, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { Mark } from '../../shell/mark.tsx'
import type { Mode } from '../../theme/palette.ts'
import { themeOf } from '../../theme/theme.ts'

interface Look {
  readonly name: string
  readonly color: string | null
  readonly logo: string | null
}

/** The head of the backoffice and a button, light and dark, as they will be. */
export function BrandingPreview(look: Look) {
  const translate = useTranslate()
  const { color } = look
  const isAdjusted =
    color !== null && (['light', 'dark'] as const).some((mode) => legibleColor(color, mode) !== color.toLowerCase())
  return (
    <Box component="figure" aria-label={translate('pages.branding.preview')} sx={{ m: 0, display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <Shown mode="light" {...look} />
        <Shown mode="dark" {...look} />
      </Box>
      {isAdjusted && (
        <Typography component="figcaption" variant="body2" color="textSecondary">
          {translate('pages.branding.adjusted')}
        </Typography>
      )}
    </Box>
  )
}

function Shown({ mode, name, color, logo }: Look & { readonly mode: Mode }) {
  const translate = useTranslate()
  const theme = useMemo(() => themeOf(mode, 'ltr', color), [mode, color])
  return (
    <ThemeProvider theme={theme}>
      <Paper variant="outlined" sx={{ p: 1.5, display: 'flex', alignItems: 'center', gap: 1.25, minWidth: 0 }}>
        <Mark name={name} logo={logo} />
        <Typography noWrap sx={{ fontWeight: 650, flex: 1 }}>
          {name}
        </Typography>
        <Button
          component="span"
          variant="contained"
          size="small"
          sx={color ? { color: inkOn(legibleColor(color, mode)) } : {}}
        >
          {translate('pages.branding.sample')}
        </Button>
      </Paper>
    </ThemeProvider>
  )
}
