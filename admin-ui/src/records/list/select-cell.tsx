import { Checkbox } from '@mui/material'
import {
  useDataTableCallbacksContext,
  useDataTableDataContext,
  useDataTableRenderContext,
  useDataTableSelectedIdsContext,
  useRecordContext,
  useTranslate,
} from 'ra-core'
import { memo } from 'react'
import { DataTable } from 'react-admin'
import { useTitleOf } from '../../fields/title.ts'

/** The column of ticks; react-admin's own boxes have no name for those who cannot see them. */
export const SelectColumn = memo(({ resource }: { readonly resource: string }) => {
  const place = useDataTableRenderContext()
  if (place === 'footer') return null
  return (
    <DataTable.Col padding="checkbox" disableSort label={<SelectPage />}>
      <SelectRow resource={resource} />
    </DataTable.Col>
  )
})
SelectColumn.displayName = 'SelectColumn'

function SelectRow({ resource }: { readonly resource: string }) {
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const record = useRecordContext()
  const selected = useDataTableSelectedIdsContext()
  const { handleToggleItem } = useDataTableCallbacksContext()
  if (!record) return null
  return (
    <Checkbox
      checked={selected?.includes(record.id) ?? false}
      // With shift all up to the one ticked last.
      onClick={(event) => {
        handleToggleItem?.(record.id, event as never)
        event.stopPropagation()
      }}
      slotProps={{ input: { 'aria-label': translate('lists.select', { title: titleOf(resource, record) }) } }}
    />
  )
}

function SelectPage() {
  const translate = useTranslate()
  const page = useDataTableDataContext()?.map(({ id }) => id) ?? []
  const selected = useDataTableSelectedIdsContext() ?? []
  const { onSelect } = useDataTableCallbacksContext()
  const count = page.filter((id) => selected.includes(id)).length
  return (
    <Checkbox
      checked={count > 0 && count === page.length}
      indeterminate={count > 0 && count < page.length}
      onChange={(_event, isOn) =>
        onSelect?.(isOn ? [...new Set([...selected, ...page])] : selected.filter((id) => !page.includes(id)))
      }
      slotProps={{ input: { 'aria-label': translate('ra.action.select_all') } }}
    />
  )
}
