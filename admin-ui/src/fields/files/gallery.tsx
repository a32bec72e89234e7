import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import VersionsIcon from '@mui/icons-material/HistoryOutlined'
import { Box, Button, ButtonBase, IconButton, Tooltip, Typography } from '@mui/material'
import { useState } from 'react'
import { useFieldValue, useTranslate } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'
import { isPicture, opensInTab, type StoredFile, useFiles, useSizeText } from './file.ts'
import { Preview } from './preview.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { useOpen } from './use-open.ts'
import { Versions } from './versions.tsx'

/** All files of a field on the record's own page: pictures to look through, the rest to open or fetch. */
export function Gallery({ field, source }: CellProps) {
  const translate = useTranslate()
  const target = field.target ?? ''
  const value: unknown = useFieldValue({ source })
  const ids = Array.isArray(value) ? (value as string[]) : []
  const { files } = useFiles(target, ids)
  const [shown, setShown] = useState<string | null>(null)
  const [versionsOf, setVersionsOf] = useState<StoredFile | null>(null)
  const { download, open } = useOpen(target)
  if (isNothing(value)) return <Nothing />
  const show = (file: StoredFile) =>
    isPicture(file) ? setShown(file.id) : void (opensInTab(file) ? open(file.id) : download([file.id]))
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box
        component="ul"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gap: 1,
          gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))',
        }}
      >
        {files.map((file) => (
          <Tile
            key={file.id}
            target={target}
            file={file}
            onShow={() => show(file)}
            onVersions={() => setVersionsOf(file)}
            onDownload={() => void download([file.id])}
          />
        ))}
      </Box>
      {files.length > 1 && (
        <Button
          size="small"
          color="inherit"
          startIcon={<DownloadIcon />}
          sx={{ justifySelf: 'start' }}
          onClick={() => void download(ids)}
        >
          {translate('files.download_all')}
        </Button>
      )}
      {versionsOf && <Versions target={target} file={versionsOf} onClose={() => setVersionsOf(null)} />}
      {shown !== null && (
        <Preview
          target={target}
          files={files.filter(isPicture)}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(null)}
          onDownload={(id) => void download([id])}
        />
      )}
    </Box>
  )
}

interface TileProps {
  readonly target: string
  readonly file: StoredFile
  onShow(): void
  onVersions(): void
  onDownload(): void
}

function Tile({ target, file, onShow, onVersions, onDownload }: TileProps) {
  const translate = useTranslate()
  const size = useSizeText()
  const { name, earlier = [] } = file
  return (
    <Box component="li" sx={{ minWidth: 0, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
      <ButtonBase
        onClick={onShow}
        aria-label={translate('files.show', { name })}
        sx={{ display: 'block', width: '100%', height: 96, bgcolor: 'action.hover' }}
      >
        <Thumbnail target={target} file={file} size={320} />
      </ButtonBase>
      <Box sx={{ display: 'flex', alignItems: 'center', pl: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="body2" noWrap title={name}>
            {name}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {size(file.size)}
          </Typography>
        </Box>
        {earlier.length > 0 && (
          <Tooltip title={translate('files.versions')}>
            <IconButton size="small" aria-label={translate('files.versions_title', { name })} onClick={onVersions}>
              <VersionsIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
        <Tooltip title={translate('files.download')}>
          <IconButton size="small" aria-label={translate('files.download_one', { name })} onClick={onDownload}>
            <DownloadIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  )
}
