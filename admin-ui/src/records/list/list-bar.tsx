import type { ManifestResource } from '@guildhall/sdk/manifest'
import AddIcon from '@mui/icons-material/Add'
import ImportIcon from '@mui/icons-material/FileUploadOutlined'
import { Box, Button, IconButton, Tooltip } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { ColumnsButton } from './columns-button.tsx'
import { ExportButton } from './export-button.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useIsPhone } from './is-phone.ts'
import { KindSwitch } from './kind-switch.tsx'
import { SaveViewButton } from './save-view-button.tsx'
import type { Columns } from './use-columns.ts'
import type { Look } from './use-look.ts'
import type { Views } from './use-views.ts'

interface ListBarProps {
  readonly resource: ManifestResource
  readonly look: Look
  readonly columns: Columns
  readonly views: Views
}

/** Left what is shown, right how, and the way to a new record. */
export function ListBar({ resource, look, columns, views }: ListBarProps) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const isPhone = useIsPhone()
  const mayCreate = (resource.rights['create'] ?? 'never') !== 'never'
  const mayUpdate = (resource.rights['update'] ?? 'never') !== 'never'
  const { pages } = useManifest()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1 }}>
      <FilterBar resource={resource} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, ml: 'auto', width: { xs: '100%', sm: 'auto' } }}>
        <SaveViewButton views={views} />
        {look.kind === 'table' && !isPhone && <ColumnsButton resource={resource} columns={columns} />}
        <KindSwitch resource={resource} look={look} />
        <ExportButton resource={resource} columns={columns.fields.map(({ name }) => name)} />
        {pages['imports'] && (mayCreate || mayUpdate) && (
          <Tooltip title={translate('lists.import')}>
            <IconButton
              size="small"
              aria-label={translate('lists.import')}
              component={Link}
              to={`/imports?resource=${resource.name}`}
            >
              <ImportIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
        {mayCreate && (
          <Button
            variant="contained"
            size="small"
            startIcon={<AddIcon />}
            component={Link}
            to={createPath({ resource: resource.name, type: 'create' })}
            sx={{ height: 32, ml: { xs: 'auto', sm: 0.5 } }}
          >
            {translate('ra.action.create')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
