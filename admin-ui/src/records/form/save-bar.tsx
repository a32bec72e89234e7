import { Box, Button, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFormState } from 'react-hook-form'

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent)

/** Stays in reach however long the form is. */
export function SaveBar({ onCancel, label }: { readonly onCancel: () => void; readonly label: string }) {
  const translate = useTranslate()
  const { isSubmitting } = useFormState()
  return (
    <Box
      sx={{
        position: 'sticky',
        bottom: 0,
        zIndex: 2,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        mt: 2,
        mx: { xs: -1, sm: 0 },
        px: { xs: 2, sm: 0 },
        py: 1.5,
        pb: 'max(12px, env(safe-area-inset-bottom))',
        bgcolor: 'background.default',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Button
        type="submit"
        variant="contained"
        loading={isSubmitting}
        sx={{ flex: { xs: 1, sm: 'none' }, minWidth: 120 }}
      >
        {label}
      </Button>
      <Button onClick={onCancel} disabled={isSubmitting}>
        {translate('ra.action.cancel')}
      </Button>
      <Typography
        variant="caption"
        color="text.secondary"
        sx={{ ml: 'auto', display: { xs: 'none', md: 'block' } }}
        aria-hidden
      >
        {translate('records.form.keys', { save: isApple ? '⌘ ↵' : 'Ctrl ↵' })}
      </Typography>
    </Box>
  )
}
