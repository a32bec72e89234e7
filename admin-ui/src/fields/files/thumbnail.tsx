import FileIcon from '@mui/icons-material/InsertDriveFileOutlined'
import PdfIcon from '@mui/icons-material/PictureAsPdfOutlined'
import VideoIcon from '@mui/icons-material/VideocamOutlined'
import { Box } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useManifest } from '../../server/manifest.ts'
import { isPicture, type StoredFile } from './file.ts'

interface ThumbnailProps {
  readonly target: string
  readonly file: StoredFile
  /** In pixels: 96, 320 or 1280 across. */
  readonly size: 96 | 320 | 1280
  /** Says what is on it; without, it only adorns a name. */
  readonly alt?: string
  readonly fit?: 'cover' | 'contain'
}

/** A small picture of a file, or a sign of what it is. */
export function Thumbnail({ target, file, size, alt = '', fit = 'cover' }: ThumbnailProps) {
  const url = usePicture(target, isPicture(file) ? file.id : null, size)
  const Sign = file.type === 'application/pdf' ? PdfIcon : file.type.startsWith('video/') ? VideoIcon : FileIcon
  return url ? (
    <Box component="img" src={url} alt={alt} sx={{ width: '100%', height: '100%', objectFit: fit, display: 'block' }} />
  ) : (
    <Box sx={{ width: '100%', height: '100%', display: 'grid', placeItems: 'center', color: 'text.secondary' }}>
      <Sign fontSize={size === 96 ? 'small' : 'large'} {...(alt ? { titleAccess: alt } : { 'aria-hidden': true })} />
    </Box>
  )
}

/** Fetched like everything else that is read, in this tenant; the browser remembers it and asks whether it still may be seen. */
function usePicture(target: string, id: string | null, size: number): string | null {
  const { tenant } = useManifest()
  const { data } = useQuery({
    queryKey: ['thumbnail', target, id, size],
    enabled: id !== null,
    staleTime: 60_000,
    retry: false,
    async queryFn() {
      const response = await fetch(`/api/${target}/${id}/thumbnail?size=${size}`, {
        headers: { 'x-tenant': tenant.slug },
        credentials: 'same-origin',
      })
      return response.ok ? response.blob() : null
    },
  })
  const url = useMemo(() => (data ? URL.createObjectURL(data) : null), [data])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return url
}
