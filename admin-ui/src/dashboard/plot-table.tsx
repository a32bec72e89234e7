import { Link as Look, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { Link } from 'react-router-dom'
import { listAddress } from './list-address.ts'
import type { Plot } from './plot.ts'

/** The same numbers to be read: by whom a picture says nothing, or who wants to know exactly. */
export function PlotTable({ plot, title }: { readonly plot: Plot; readonly title: string }) {
  return (
    <Table size="small" aria-label={title}>
      <TableHead>
        <TableRow>
          <TableCell>{plot.heading}</TableCell>
          {plot.lines.map(({ name }) => (
            <TableCell key={name} align="right">
              {name}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {plot.points.map(({ name, where }, index) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">
              {where ? (
                <Look component={Link} to={listAddress(plot.resource, where)} underline="hover" color="inherit">
                  {name}
                </Look>
              ) : (
                name
              )}
            </TableCell>
            {plot.lines.map((line) => (
              <TableCell key={line.name} align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
                {line.say(line.values[index] ?? 0)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
