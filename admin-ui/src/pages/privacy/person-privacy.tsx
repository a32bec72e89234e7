import { Box, Button, Divider, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useTell } from '../parts/use-core.ts'
import { EraseDialog } from './erase-dialog.tsx'
import type { Subject } from './privacy.ts'

/** What an administrator does about one person's data. */
export function PersonPrivacy(subject: Subject) {
  const translate = useTranslate()
  const notify = useNotify()
  const [isErasing, setErasing] = useState(false)
  const { mutate, isPending } = useTell()
  const { resource, record } = subject
  const copy = () =>
    mutate(
      { path: '/privacy/copies', body: { resource, record } },
      { onSuccess: () => notify('pages.privacy.copy_for_you', { type: 'success' }) },
    )
  return (
    <Box>
      <Divider sx={{ mb: 1.5 }} />
      <Typography component="h3" variant="subtitle2" sx={{ mb: 1 }}>
        {translate('pages.privacy.of_person')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" loading={isPending} onClick={copy}>
          {translate('pages.privacy.make_copy')}
        </Button>
        <Button variant="outlined" color="error" onClick={() => setErasing(true)}>
          {translate('pages.privacy.erase')}
        </Button>
        <Button component={Link} to="/privacy" color="inherit">
          {translate('pages.privacy.all')}
        </Button>
      </Box>
      {isErasing && <EraseDialog subject={subject} onClose={() => setErasing(false)} />}
    </Box>
  )
}
