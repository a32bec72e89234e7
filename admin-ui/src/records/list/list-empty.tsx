import type { ManifestResource } from '@guildhall/sdk/manifest'
import AddIcon from '@mui/icons-material/Add'
import { Button } from '@mui/material'
import { useCreatePath, useListFilterContext, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Empty } from '../../shell/empty.tsx'
import { said } from './conditions.ts'

/** Nothing at all is the resource's own sentence and the way to the first; nothing found is something else. */
export function ListEmpty({ resource }: { readonly resource: ManifestResource }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { filterValues, displayedFilters, setFilters } = useListFilterContext()
  if (Object.keys(said(filterValues)).length > 0)
    return (
      <Empty text={translate('lists.nothing_found')}>
        <Button onClick={() => setFilters({}, displayedFilters, false)}>{translate('lists.clear')}</Button>
      </Empty>
    )
  return (
    <Empty text={translate(resource.empty)}>
      {(resource.rights['create'] ?? 'never') !== 'never' && (
        <Button
          variant="contained"
          startIcon={<AddIcon />}
          component={Link}
          to={createPath({ resource: resource.name, type: 'create' })}
        >
          {translate('ra.action.create')}
        </Button>
      )}
    </Empty>
  )
}
