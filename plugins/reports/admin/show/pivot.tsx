import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import type { Result } from '../api.ts'
import { Figures } from './figures.tsx'

/** The first group down, the second across, the first figure where they meet. */
export function Pivot({ result, title }: { readonly result: Result; readonly title: string }) {
  const figure = result.columns.findIndex(({ isFigure }) => isFigure)
  if (figure < 2) return <Figures result={result} title={title} />
  const rows = [...new Set(result.lines.map(({ texts }) => texts[0] ?? ''))]
  const across = [
    ...new Set(result.lines.map(({ texts }) => texts.slice(1, figure).filter(Boolean).join(' · '))),
  ].toSorted()
  const cells = new Map(
    result.lines.map(({ texts }) => [
      `${texts[0]}\n${texts.slice(1, figure).filter(Boolean).join(' · ')}`,
      texts[figure] ?? '',
    ]),
  )
  return (
    <TableContainer tabIndex={0} role="region" aria-label={title} sx={{ maxHeight: 520 }}>
      <Table size="small" stickyHeader aria-label={title} sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{result.columns[0]?.label}</TableCell>
            {across.map((name) => (
              <TableCell key={name} align="right">
                {name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row} hover>
              <TableCell component="th" scope="row">
                {row}
              </TableCell>
              {across.map((name) => (
                <TableCell key={name} align="right">
                  {cells.get(`${row}\n${name}`) ?? ''}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
