import CloseIcon from '@mui/icons-material/CloseOutlined'
import { Alert, Box, Drawer, IconButton, Skeleton } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useManifest } from '../../server/manifest.ts'
import { HelpText } from './help-text.tsx'

export interface HelpDrawerProps {
  /** The page it opens at; links within the manual lead on. */
  readonly page: string
  readonly onClose: () => void
}

export default function HelpDrawer({ page: first, onClose }: HelpDrawerProps) {
  const [page, setPage] = useState(first)
  const translate = useTranslate()
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      slotProps={{
        paper: { role: 'dialog', 'aria-label': translate('shell.help.label'), sx: { width: 'min(100vw, 440px)' } },
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', p: 1, position: 'sticky', top: 0 }}>
        <IconButton aria-label={translate('ra.action.close')} onClick={onClose}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box sx={{ px: 3, pb: 5, mt: -3 }}>
        <HelpPage page={page} onOpen={setPage} />
      </Box>
    </Drawer>
  )
}

function HelpPage({ page, onOpen }: { readonly page: string; readonly onOpen: (page: string) => void }) {
  const { language } = useManifest()
  const data = useDataProvider<GuildhallData>()
  const { data: found, error } = useQuery({
    queryKey: ['help', language, page],
    queryFn: () => data.call<{ text: string; language: string }>(`/help/${language}/${page}`),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <Alert severity="info">{error.message}</Alert>
  if (!found) return <Skeleton variant="rounded" height={240} />
  return <HelpText text={found.text} language={found.language} onOpen={onOpen} />
}
