import CloseIcon from '@mui/icons-material/Close'
import VersionsIcon from '@mui/icons-material/HistoryOutlined'
import RetryIcon from '@mui/icons-material/Refresh'
import { IconButton, LinearProgress, Tooltip, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { type StoredFile, useSizeText } from './file.ts'
import { Row } from './row.tsx'
import { Thumbnail } from './thumbnail.tsx'
import type { Upload } from './use-uploads.ts'

interface StoredRowProps {
  readonly target: string
  readonly file: StoredFile
  readonly isDisabled: boolean
  onVersions(): void
  onRemove(): void
}

export function StoredRow({ target, file, isDisabled, onVersions, onRemove }: StoredRowProps) {
  const translate = useTranslate()
  const size = useSizeText()
  return (
    <Row
      picture={<Thumbnail target={target} file={file} size={96} />}
      name={file.name}
      below={
        <Typography variant="caption" color="textSecondary">
          {size(file.size)}
        </Typography>
      }
    >
      <Tooltip title={translate('files.versions')}>
        <IconButton aria-label={translate('files.versions_title', { name: file.name })} onClick={onVersions}>
          <VersionsIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {!isDisabled && (
        <IconButton aria-label={translate('files.remove', { name: file.name })} onClick={onRemove}>
          <CloseIcon fontSize="small" />
        </IconButton>
      )}
    </Row>
  )
}

interface UploadRowProps {
  readonly upload: Upload
  onRetry(): void
  onStop(): void
}

/** A file on its way: how far it is, or why it did not arrive. */
export function UploadRow({ upload: { file, sent, problem }, onRetry, onStop }: UploadRowProps) {
  const translate = useTranslate()
  const { name } = file
  const share = file.size > 0 ? Math.min(100, (sent / file.size) * 100) : 0
  return (
    <Row
      name={name}
      below={
        problem === undefined ? (
          <LinearProgress
            // All of it has left: the server looks at it.
            variant={share < 100 ? 'determinate' : 'indeterminate'}
            value={share}
            aria-label={translate('files.sending', { name })}
            sx={{ mt: 0.75 }}
          />
        ) : (
          <Typography variant="caption" color="error" role="alert" component="p" sx={{ m: 0 }}>
            {problem}
          </Typography>
        )
      }
    >
      {problem !== undefined && (
        <IconButton aria-label={translate('files.retry', { name })} onClick={onRetry}>
          <RetryIcon fontSize="small" />
        </IconButton>
      )}
      <IconButton
        aria-label={translate(problem === undefined ? 'files.stop' : 'files.remove', { name })}
        onClick={onStop}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Row>
  )
}
