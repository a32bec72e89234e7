import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Complaint } from './imports.ts'

/** Row by row what is wrong, where, and with which value. */
export function Complaints({
  complaints,
  names,
}: {
  readonly complaints: readonly Complaint[]
  readonly names: readonly string[]
}) {
  const translate = useTranslate()
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={translate('pages.imports.refused')} tabIndex={0}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {['row', 'column', 'value', 'reason'].map((name) => (
              <TableCell key={name}>{translate(`pages.imports.table.${name}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {complaints.map(({ sheet, row, column, value, reason }) => (
            <TableRow key={`${sheet} ${row} ${column} ${reason}`}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{names.length > 1 ? `${names[sheet]} ${row}` : row}</TableCell>
              <TableCell>{column ?? '–'}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 80 }}>{value ?? '–'}</TableCell>
              <TableCell sx={{ minWidth: 160 }}>{reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
