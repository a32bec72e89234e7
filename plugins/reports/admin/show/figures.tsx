import { Link as Look, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { Link } from 'react-router-dom'
import type { Line, Result } from '../api.ts'

interface FiguresProps {
  readonly result: Result
  readonly title: string
  /** Absent where the lines are the records themselves. */
  readonly onLine?: ((line: Line) => void) | undefined
}

/** A result as a table; a line leads to its records, a record to itself. */
export function Figures({ result: { columns, lines, totals, resource }, title, onLine }: FiguresProps) {
  const align = (at: number) => (columns[at]?.isFigure ? 'right' : 'left')
  return (
    <TableContainer tabIndex={0} role="region" aria-label={title} sx={{ maxHeight: 520 }}>
      <Table
        size="small"
        stickyHeader
        aria-label={title}
        sx={{ '& td': { fontVariantNumeric: 'tabular-nums', minWidth: 88 } }}
      >
        <TableHead>
          <TableRow>
            {columns.map(({ label }, at) => (
              <TableCell key={label} align={align(at)}>
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line, index) => (
            <TableRow key={index} hover>
              {line.texts.map((text, at) => (
                <TableCell
                  key={columns[at]?.label}
                  align={align(at)}
                  sx={{ whiteSpace: isShort(text) ? 'nowrap' : undefined }}
                >
                  {at === 0 ? <First line={line} text={text} resource={resource} onLine={onLine} /> : text}
                </TableCell>
              ))}
            </TableRow>
          ))}
          {totals.map((line) => (
            <TableRow key={line.texts.join()} sx={{ '& td': { fontWeight: 600 } }}>
              {line.texts.map((text, at) => (
                <TableCell
                  key={columns[at]?.label}
                  align={align(at)}
                  sx={{ whiteSpace: isShort(text) ? 'nowrap' : undefined }}
                >
                  {text}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** A date, an amount, a name: on a phone the table rather moves than breaks them. */
const isShort = (text: string) => text.length <= 24

interface FirstProps extends Pick<FiguresProps, 'onLine'> {
  readonly line: Line
  readonly text: string
  readonly resource: string
}

function First({ line, text, resource, onLine }: FirstProps) {
  if (line.id)
    return (
      <Look component={Link} to={`/${resource}/${line.id}/show`} underline="hover">
        {text || '—'}
      </Look>
    )
  if (!onLine || line.keys.length === 0) return text
  return (
    <Look component="button" type="button" onClick={() => onLine(line)} underline="hover" sx={{ textAlign: 'left' }}>
      {text}
    </Look>
  )
}
