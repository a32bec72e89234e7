import type { Theme } from '@mui/material'
import { freshStyle } from '../../live/fresh.ts'

const heading = {
  '& .MuiTableCell-head': {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    fontSize: 12,
    fontWeight: 600,
    color: 'text.secondary',
    bgcolor: 'background.paper',
  },
  '& .MuiCheckbox-root': { p: 0.75, color: 'action.disabled', '&.Mui-checked': { color: 'primary.main' } },
  '& .MuiCheckbox-root svg': { fontSize: 19 },
}

const rows = {
  '& tbody tr': { cursor: 'pointer', '&:hover': { bgcolor: 'action.hover' } },
  '& tbody tr.gh-fresh': freshStyle,
  '& tbody tr:last-of-type > td': { borderBottom: 0 },
  '& tbody tr:has([data-row-link]:focus-visible)': {
    bgcolor: 'action.hover',
    boxShadow: 'inset 2px 0 0 currentColor',
  },
}

const cells = {
  '& .MuiTableCell-root, & td': { maxWidth: 280, px: 1.25, borderColor: 'divider', whiteSpace: 'nowrap' },
  '& .MuiTableCell-root:first-of-type, & td:first-of-type': { pl: 1 },
  '& td': {
    typography: 'body2',
    color: 'text.primary',
    textAlign: 'left',
    verticalAlign: 'inherit',
    borderBottom: '1px solid',
    borderBottomColor: 'divider',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& td[data-align=right]': { textAlign: 'right' },
  '& td > *': { flexWrap: 'nowrap' },
  '& td .gh-value, & td .gh-names': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    overflowWrap: 'normal',
  },
  '& td .gh-names .gh-value': { display: 'inline' },
}

const titles = {
  '& [data-row-link]': { color: 'text.primary', textDecoration: 'none', fontWeight: 600 },
  '& [data-row-link] .gh-value': { fontWeight: 600 },
  '& [data-row-link]:hover': { textDecoration: 'underline' },
  '& [data-row-link]:focus-visible': {
    outline: '2px solid',
    outlineColor: 'primary.main',
    outlineOffset: 2,
    borderRadius: 0.5,
  },
}

const ticks = {
  '& td.gh-tick': { width: 24, pr: 1.5 },
  '& .gh-tick > span': {
    position: 'relative',
    display: 'inline-flex',
    color: 'action.disabled',
    verticalAlign: 'middle',
  },
  '& .gh-tick :checked + svg': { fill: (theme: Theme) => theme.palette.primary.main },
  '& .gh-tick :focus-visible + svg': (theme: Theme) => ({
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
    borderRadius: '50%',
  }),
  '& .gh-tick input': {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    m: 0,
    opacity: 0,
    cursor: 'pointer',
  },
  '& .gh-tick svg': { width: 19, height: 19, fill: 'currentColor' },
}

const tableSx = { overflowX: 'auto', borderRadius: 1, ...heading, ...cells, ...rows, ...titles, ...ticks } as const

/** One stylesheet for the whole table: its rows and cells are the browser's own. */
export const roomySx = { ...tableSx, '& td': { ...cells['& td'], height: 44, py: 0.5 } }
export const denseSx = { ...tableSx, '& td': { ...cells['& td'], height: 32, py: 0 } }
