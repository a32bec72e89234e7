import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import UploadIcon from '@mui/icons-material/FileUploadOutlined'
import RestoreIcon from '@mui/icons-material/RestoreOutlined'
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  Tooltip,
  Typography,
} from '@mui/material'
import { useId, useRef, useState } from 'react'
import { useDataProvider, useGetManyAggregate, useNotify, useTranslate } from 'react-admin'
import { problemOf } from '../../pages/parts/use-core.ts'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useSay } from '../../words/use-words.ts'
import { type StoredFile, useFiles, useSizeText } from './file.ts'
import { Row } from './row.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { useOpen } from './use-open.ts'

interface VersionsProps {
  readonly target: string
  readonly file: StoredFile
  /** What may be chosen as a new version. */
  readonly accept?: string | undefined
  /** Only looked at, unless something else can be put in its place. */
  onReplace?(chosen: File): void
  onBroughtBack?(file: StoredFile): void
  onClose(): void
}

/** What a file is and was: each version to fetch, and one to make the newest again. */
export function Versions({ target, file, accept, onReplace, onBroughtBack, onClose }: VersionsProps) {
  const translate = useTranslate()
  const id = useId()
  const { files: earlier } = useFiles(target, file.earlier ?? [])
  const { download } = useOpen(target)
  const back = useBringBack(target, file, (made) => {
    onBroughtBack?.(made)
    onClose()
  })
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={id}>
      <DialogTitle id={id}>{translate('files.versions_title', { name: file.name })}</DialogTitle>
      <DialogContent>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {[file, ...earlier].map((one, at, all) => (
            <Version
              key={one.id}
              target={target}
              file={one}
              number={all.length - at}
              isNow={at === 0}
              isBusy={back.isBusy}
              onDownload={() => void download([one.id])}
              {...(at > 0 && onBroughtBack && { onBringBack: () => void back.run(one.id) })}
            />
          ))}
        </Box>
        {earlier.length === 0 && (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
            {translate('files.no_earlier')}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.close')}</Button>
        {onReplace && (
          <Replace
            accept={accept}
            onChosen={(chosen) => {
              onReplace(chosen)
              onClose()
            }}
          />
        )}
      </DialogActions>
    </Dialog>
  )
}

function useBringBack(target: string, { id }: StoredFile, onMade: (file: StoredFile) => void) {
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const [isBusy, setBusy] = useState(false)
  return {
    isBusy,
    async run(version: string) {
      setBusy(true)
      try {
        onMade(await data.call<StoredFile>(`/${target}/${id}/bring-back`, { method: 'POST', body: { version } }))
      } catch (error) {
        setBusy(false)
        notify(problemOf(error)?.message ?? 'files.unreachable', { type: 'error' })
      }
    },
  }
}

interface VersionProps {
  readonly target: string
  readonly file: StoredFile
  readonly number: number
  readonly isNow: boolean
  readonly isBusy: boolean
  onDownload(): void
  onBringBack?(): void
}

function Version({ target, file, number, isNow, isBusy, onDownload, onBringBack }: VersionProps) {
  const translate = useTranslate()
  const say = useSay()
  const size = useSizeText()
  const { data: [person] = [] } = useGetManyAggregate(
    'people',
    { ids: file.uploader ? [file.uploader] : [] },
    { enabled: Boolean(file.uploader), retry: false },
  )
  const told = [size(file.size), file.createdAt && say('instant', file.createdAt), person?.name].filter(Boolean)
  return (
    <Row
      picture={<Thumbnail target={target} file={file} size={96} />}
      name={file.name}
      below={
        <Typography variant="caption" color="textSecondary" component="p" sx={{ m: 0 }}>
          {[translate(isNow ? 'files.version_now' : 'files.version', { number }), ...told].join(' · ')}
        </Typography>
      }
    >
      {onBringBack && (
        <Tooltip title={translate('files.bring_back')}>
          <IconButton
            size="small"
            disabled={isBusy}
            aria-label={translate('files.bring_back_one', { number })}
            onClick={onBringBack}
          >
            <RestoreIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
      <Tooltip title={translate('files.download')}>
        <IconButton size="small" aria-label={translate('files.download_version', { number })} onClick={onDownload}>
          <DownloadIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Row>
  )
}

function Replace({ accept, onChosen }: { readonly accept: string | undefined; onChosen(file: File): void }) {
  const translate = useTranslate()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="contained" startIcon={<UploadIcon />} onClick={() => input.current?.click()}>
        {translate('files.replace')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={translate('files.replace')}
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          target.value = ''
          if (chosen) onChosen(chosen)
        }}
      />
    </>
  )
}
