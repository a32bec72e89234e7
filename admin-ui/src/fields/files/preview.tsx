import BackIcon from '@mui/icons-material/ChevronLeft'
import NextIcon from '@mui/icons-material/ChevronRight'
import CloseIcon from '@mui/icons-material/Close'
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import { Box, Dialog, IconButton, Typography } from '@mui/material'
import type { KeyboardEvent } from 'react'
import { useTranslate } from 'react-admin'
import type { StoredFile } from './file.ts'
import { Thumbnail } from './thumbnail.tsx'

interface PreviewProps {
  readonly target: string
  readonly files: readonly StoredFile[]
  readonly shown: string
  onShow(id: string): void
  onClose(): void
  onDownload(id: string): void
}

/** One picture large; the arrow keys go through them. */
export function Preview({ target, files, shown, onShow, onClose, onDownload }: PreviewProps) {
  const translate = useTranslate()
  const at = files.findIndex(({ id }) => id === shown)
  const file = files[at]
  if (!file) return null
  const [before, after] = [files[at - 1], files[at + 1]]
  const turn = ({ key }: KeyboardEvent) => {
    const to = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined
    if (to) onShow(to.id)
  }
  return (
    <Dialog open onClose={onClose} onKeyDown={turn} fullWidth maxWidth="lg" aria-label={file.name}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, pl: 2, pr: 1, py: 0.5 }}>
        <Typography noWrap sx={{ flex: 1 }}>
          {file.name}
        </Typography>
        <IconButton aria-label={translate('files.download')} onClick={() => onDownload(file.id)}>
          <DownloadIcon />
        </IconButton>
        <IconButton aria-label={translate('ra.action.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 0, pb: 1 }}>
        <IconButton
          aria-label={translate('files.previous')}
          disabled={!before}
          onClick={() => before && onShow(before.id)}
        >
          <BackIcon />
        </IconButton>
        <Box sx={{ flex: 1, minWidth: 0, height: '75vh' }}>
          <Thumbnail key={file.id} target={target} file={file} size={1280} alt={file.name} fit="contain" />
        </Box>
        <IconButton aria-label={translate('files.next')} disabled={!after} onClick={() => after && onShow(after.id)}>
          <NextIcon />
        </IconButton>
      </Box>
    </Dialog>
  )
}
