import SearchIcon from '@mui/icons-material/SearchOutlined'
import { Box, ButtonBase, IconButton } from '@mui/material'
import { useTranslate } from 'react-admin'
import { modifier } from '../keys/modifier.ts'
import { useOpenPalette } from './palette-provider.tsx'

/** Looks like a field, because that is what one looks for; a mere glass where there is no room. */
export function SearchButton() {
  const open = useOpenPalette()
  const translate = useTranslate()
  const label = translate('shell.palette.open')
  return (
    <>
      <ButtonBase
        onClick={open}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        sx={{
          display: { xs: 'none', sm: 'flex' },
          gap: 1,
          width: 'min(100%, 420px)',
          height: 36,
          px: 1.25,
          borderRadius: 2,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.default',
          color: 'text.secondary',
          fontSize: '0.875rem',
          justifyContent: 'flex-start',
          '&:hover': { borderColor: 'text.secondary' },
        }}
      >
        <SearchIcon fontSize="small" />
        <Box component="span" sx={{ flexGrow: 1, textAlign: 'start', overflow: 'hidden', whiteSpace: 'nowrap' }}>
          {label}
        </Box>
        <Box component="kbd" sx={{ fontFamily: 'inherit', fontSize: '0.75rem' }}>
          {modifier} K
        </Box>
      </ButtonBase>
      <IconButton aria-label={label} onClick={open} sx={{ display: { xs: 'inline-flex', sm: 'none' } }}>
        <SearchIcon fontSize="small" />
      </IconButton>
    </>
  )
}
