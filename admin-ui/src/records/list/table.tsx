import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Skeleton, Table, TableBody, TableCell, TableRow } from '@mui/material'
import { memo, useCallback } from 'react'
import { DataTable, type RaRecord, useListContext } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { freshSx } from '../../live/fresh.ts'
import { ListEmpty } from './list-empty.tsx'
import { isSortable } from './listed-fields.ts'
import { SelectColumn } from './select-cell.tsx'
import { TitleCell } from './title-cell.tsx'
import { useDensity } from './use-density.ts'

interface RecordTableProps {
  readonly resource: ManifestResource
  readonly fields: readonly ManifestRecordField[]
}

/** The list as rows and columns. The first cell is the way to the record, for the keyboard and for another tab. */
export function RecordTable({ resource, fields }: RecordTableProps) {
  const { isPending } = useListContext()
  const { isDense } = useDensity()
  if (isPending) return <TableSkeleton columns={fields.length} isDense={isDense} />
  return <Rows resource={resource} fields={fields} isDense={isDense} />
}

const Rows = memo(({ resource, fields, isDense }: RecordTableProps & { readonly isDense: boolean }) => {
  const { name } = resource
  const rowSx = useCallback((record: RaRecord) => freshSx(name, record.id), [name])
  const leading = fields.find((field) => field.name === resource.title) ?? fields[0]
  return (
    <DataTable
      rowClick="show"
      size="small"
      rowSx={rowSx}
      bulkActionButtons={false}
      empty={<ListEmpty resource={resource} />}
      sx={isDense ? denseSx : roomySx}
      data-list-table=""
    >
      <SelectColumn resource={name} />
      {fields.map((field) => {
        const { Cell, align } = kindOf(field.kind)
        return (
          <DataTable.Col
            key={field.name}
            source={field.name}
            label={field.label}
            disableSort={!isSortable(field)}
            {...(align && { align })}
          >
            {field === leading ? (
              <TitleCell resource={name}>
                <Cell field={field} source={field.name} />
              </TitleCell>
            ) : (
              <Cell field={field} source={field.name} />
            )}
          </DataTable.Col>
        )
      })}
    </DataTable>
  )
})
Rows.displayName = 'Rows'

const tableSx = {
  '& .RaDataTable-tableWrapper': { overflowX: 'auto', borderRadius: 1 },
  '& .MuiTableCell-root': { maxWidth: 280, px: 1.25, borderColor: 'divider', whiteSpace: 'nowrap' },
  '& .MuiTableCell-root:first-of-type': { pl: 1 },
  '& .MuiTableCell-head': { fontSize: 12, fontWeight: 600, color: 'text.secondary' },
  '& tbody .MuiTableCell-root': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& tbody .MuiTypography-root': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    overflowWrap: 'normal',
  },
  '& tbody .MuiTableCell-root > *': { flexWrap: 'nowrap' },
  '& .MuiTableRow-root:last-of-type > td': { borderBottom: 0 },
  '& .MuiCheckbox-root': { p: 0.75, color: 'action.disabled', '&.Mui-checked': { color: 'primary.main' } },
  '& .MuiCheckbox-root svg': { fontSize: 19 },
  '& tr:has([data-row-link]:focus-visible)': { bgcolor: 'action.hover', boxShadow: 'inset 2px 0 0 currentColor' },
} as const
const roomySx = { ...tableSx, '& tbody .MuiTableCell-root': { height: 44, py: 0.5 } }
const denseSx = { ...tableSx, '& tbody .MuiTableCell-root': { height: 32, py: 0 } }

const skeletonRows = Array.from({ length: 10 }, (_, index) => index)

function TableSkeleton({ columns, isDense }: { readonly columns: number; readonly isDense: boolean }) {
  const cells = Array.from({ length: Math.min(columns, 8) }, (_, index) => index)
  return (
    <Box aria-busy sx={{ overflow: 'hidden' }}>
      <Table size="small">
        <TableBody>
          {skeletonRows.map((row) => (
            <TableRow key={row}>
              {cells.map((cell) => (
                <TableCell key={cell} sx={{ height: isDense ? 32 : 44, py: 0 }}>
                  <Skeleton width={`${55 + ((row * 7 + cell * 13) % 40)}%`} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
