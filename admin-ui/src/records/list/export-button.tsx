import type { ManifestResource } from '@guildhall/sdk/manifest'
import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import { CircularProgress, IconButton, Menu, MenuItem, Tooltip } from '@mui/material'
import { useRef, useState } from 'react'
import { useListFilterContext, useListSortContext, useTranslate } from 'react-admin'
import { addressOf } from '../../server/abroad.ts'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { useRefusal } from '../refusal.ts'
import { isSame } from './conditions.ts'
import { download } from './download.ts'

const forms = ['csv', 'xlsx'] as const
type Form = (typeof forms)[number]

interface ExportButtonProps {
  readonly resource: ManifestResource
  readonly columns: readonly string[]
}

/** All that is filtered, in the columns shown, as a CSV file or a workbook; however long, with how far it is and a way to stop. */
export function ExportButton({ resource, columns }: ExportButtonProps) {
  const translate = useTranslate()
  const refusal = useRefusal()
  const say = useSay()
  const { tenant, link } = useManifest()
  const { filterValues } = useListFilterContext()
  const { sort } = useListSortContext()
  const [received, setReceived] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const stop = useRef<AbortController | null>(null)

  async function run(format: Form) {
    setAnchor(null)
    const controller = new AbortController()
    stop.current = controller
    setReceived(0)
    const query = new URLSearchParams({
      format,
      filter: JSON.stringify(filterValues),
      // Its own order the server knows by itself, even where the reader may not see the field.
      ...(!isSame([sort.field, sort.order], resource.sort) && { sort: JSON.stringify([sort.field, sort.order]) }),
      fields: JSON.stringify(columns),
    })
    try {
      await download(addressOf(link?.id, `/api/${resource.name}/export?${query}`), {
        tenant: tenant.slug,
        signal: controller.signal,
        onProgress: setReceived,
      })
    } catch (error) {
      if (!controller.signal.aborted) refusal.tell(error)
    }
    stop.current = null
    setReceived(null)
  }

  if (received === null)
    return (
      <>
        <Tooltip title={translate('lists.export')}>
          <IconButton
            size="small"
            aria-label={translate('lists.export')}
            aria-haspopup="menu"
            onClick={({ currentTarget }) => setAnchor(currentTarget)}
          >
            <ExportIcon fontSize="small" />
          </IconButton>
        </Tooltip>
        <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
          {(link ? (['csv'] as const) : forms).map((form) => (
            <MenuItem key={form} onClick={() => void run(form)}>
              {translate(`lists.export_forms.${form}`)}
            </MenuItem>
          ))}
        </Menu>
      </>
    )
  const told = translate('lists.exporting', { size: say('number', Math.ceil(received / 1024)) })
  return (
    <Tooltip title={told}>
      <IconButton size="small" aria-label={told} onClick={() => stop.current?.abort()}>
        <CircularProgress size={18} aria-hidden />
      </IconButton>
    </Tooltip>
  )
}
