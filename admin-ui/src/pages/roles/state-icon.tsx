import Check from '@mui/icons-material/Check'
import FilterAlt from '@mui/icons-material/FilterAltOutlined'
import Remove from '@mui/icons-material/Remove'
import ViewColumn from '@mui/icons-material/ViewWeekOutlined'
import type { CellState } from './cell.ts'

const icons = { no: Remove, yes: Check, condition: FilterAlt, fields: ViewColumn } as const
export const states = ['yes', 'condition', 'fields', 'no'] as const

export const tones = {
  no: { color: 'text.disabled', bgcolor: 'transparent' },
  yes: { color: 'success.main', bgcolor: 'transparent' },
  condition: { color: 'primary.main', bgcolor: 'transparent' },
  fields: { color: 'secondary.main', bgcolor: 'transparent' },
} as const

export function StateIcon({ state }: { readonly state: CellState }) {
  const Icon = icons[state]
  return <Icon fontSize="small" sx={{ color: tones[state].color }} aria-hidden />
}
