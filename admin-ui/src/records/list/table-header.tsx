import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { Checkbox, TableCell, TableHead, TableRow, TableSortLabel, Tooltip } from '@mui/material'
import { memo } from 'react'
import { useListContext, useListSortContext, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { isSortable } from './listed-fields.ts'

export const TableHeader = memo(({ fields }: { readonly fields: readonly ManifestRecordField[] }) => (
  <TableHead>
    <TableRow>
      <TableCell padding="checkbox">
        <TickPage />
      </TableCell>
      <Headings fields={fields} />
    </TableRow>
  </TableHead>
))
TableHeader.displayName = 'TableHeader'

const Headings = memo(({ fields }: { readonly fields: readonly ManifestRecordField[] }) => {
  const translate = useTranslate()
  const { sort, setSort } = useListSortContext()
  return fields.map((field) => {
    const { name, kind, label } = field
    const { align } = kindOf(kind)
    const text = translate(label)
    const isActive = sort.field === name
    const next = isActive && sort.order === 'ASC' ? 'DESC' : 'ASC'
    return (
      <TableCell key={name} {...(align && { align })} {...(isActive && { sortDirection: direction(sort.order) })}>
        {isSortable(field) ? (
          <Tooltip
            title={translate('ra.sort.sort_by', {
              field: text,
              field_lower_first: text.charAt(0).toLowerCase() + text.slice(1),
              order: translate(`ra.sort.${next}`),
            })}
            placement={align === 'right' ? 'bottom-end' : 'bottom-start'}
            enterDelay={300}
          >
            <TableSortLabel
              active={isActive}
              direction={direction(sort.order)}
              onClick={() => setSort({ field: name, order: next })}
            >
              {text}
            </TableSortLabel>
          </Tooltip>
        ) : (
          text
        )}
      </TableCell>
    )
  })
})
Headings.displayName = 'Headings'

const direction = (order: string) => (order === 'ASC' ? 'asc' : 'desc')

/** All that is on this page, beside what is ticked on others. */
function TickPage() {
  const translate = useTranslate()
  const { data = [], selectedIds, onSelect } = useListContext()
  const page = data.map(({ id }) => id)
  const count = page.filter((id) => selectedIds.includes(id)).length
  return (
    <Checkbox
      checked={count > 0 && count === page.length}
      indeterminate={count > 0 && count < page.length}
      onChange={(_event, isOn) =>
        onSelect(isOn ? [...new Set([...selectedIds, ...page])] : selectedIds.filter((id) => !page.includes(id)))
      }
      slotProps={{ input: { 'aria-label': translate('ra.action.select_all') } }}
    />
  )
}
