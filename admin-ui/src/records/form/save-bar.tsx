import { Box, Button, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFormState } from 'react-hook-form'

/** On a phone the places to go stand below it. */
const barHeight = 'calc(56px + env(safe-area-inset-bottom))'

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent)

/** Stays in reach however long the form is. */
export function SaveBar({ onCancel, label }: { readonly onCancel: () => void; readonly label: string }) {
  const translate = useTranslate()
  const { isSubmitting } = useFormState()
  return (
    <Box
      sx={{
        position: 'sticky',
        bottom: { xs: barHeight, md: 0 },
        zIndex: 2,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        mt: 2,
        py: 1.5,
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
        color="textSecondary"
        sx={{ ml: 'auto', display: { xs: 'none', md: 'block' } }}
        aria-hidden
      >
        {translate('records.form.keys', { save: isApple ? '⌘ ↵' : 'Ctrl ↵' })}
      </Typography>
    </Box>
  )
}
