import SaveIcon from '@mui/icons-material/BookmarkAddOutlined'
import { IconButton, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import type { Views } from './use-views.ts'

/** Keeps what is shown as a view, where it is something else than the list as it is. */
export function SaveViewButton({ views }: { readonly views: Views }) {
  const translate = useTranslate()
  const { link } = useManifest()
  if (views.current || !views.isChanged || link) return null
  return (
    <Tooltip title={translate('lists.views.save')}>
      <IconButton size="small" aria-label={translate('lists.views.save')} onClick={views.askName}>
        <SaveIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  )
}
