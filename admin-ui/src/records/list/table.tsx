import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Skeleton, Table, TableBody, TableCell, TableRow } from '@mui/material'
import { memo } from 'react'
import { useListContext } from 'react-admin'
import { ListEmpty } from './list-empty.tsx'
import { TableHeader } from './table-header.tsx'
import { TableRows } from './table-rows.tsx'
import { denseSx, roomySx } from './table-styles.ts'
import { useDensity } from './use-density.ts'

interface RecordTableProps {
  readonly resource: ManifestResource
  readonly fields: readonly ManifestRecordField[]
}

/** The list as rows and columns. */
export const RecordTable = memo(({ resource, fields }: RecordTableProps) => {
  const { isPending, data = [], total } = useListContext()
  const { isDense } = useDensity()
  if (isPending) return <TableSkeleton columns={fields.length} isDense={isDense} />
  if (data.length === 0 || total === 0) return <ListEmpty resource={resource} />
  return (
    <Box sx={isDense ? denseSx : roomySx}>
      <Table size="small" data-list-table="">
        <TableHeader fields={fields} />
        <TableRows resource={resource} fields={fields} records={data} />
      </Table>
    </Box>
  )
})
RecordTable.displayName = 'RecordTable'

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
