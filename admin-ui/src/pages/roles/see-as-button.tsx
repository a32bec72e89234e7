import Visibility from '@mui/icons-material/VisibilityOutlined'
import { Button, IconButton, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { beginLook } from '../../server/look.ts'
import { useManifest } from '../../server/manifest.ts'
import { useTell } from '../parts/use-core.ts'

export interface SeeAsProps {
  readonly kind: 'person' | 'role'
  readonly id: string
  readonly label: string
  readonly isIcon?: boolean
}

/** Opens the backoffice as the other sees it. */
export function SeeAsButton({ kind, id, label, isIcon = false }: SeeAsProps) {
  const translate = useTranslate()
  const { tenant } = useManifest()
  const { mutate, isPending } = useTell<{ id: string }>({ onDone: (look) => beginLook(tenant.slug, look.id) })
  const begin = () => mutate({ path: '/access/see-as', body: { kind, id } })
  const name = translate('pages.see_as.of', { name: label })
  return isIcon ? (
    <Tooltip title={name}>
      <IconButton aria-label={name} onClick={begin} disabled={isPending}>
        <Visibility fontSize="small" />
      </IconButton>
    </Tooltip>
  ) : (
    <Button startIcon={<Visibility />} color="inherit" onClick={begin} loading={isPending} loadingPosition="start">
      {translate(`pages.see_as.open_${kind}`)}
    </Button>
  )
}
