import type { ManifestResource } from '@guildhall/sdk/manifest'
import TreeIcon from '@mui/icons-material/AccountTreeOutlined'
import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import BoardIcon from '@mui/icons-material/ViewKanbanOutlined'
import TimelineIcon from '@mui/icons-material/ViewTimelineOutlined'
import { ToggleButton, ToggleButtonGroup, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Look } from './use-look.ts'
import { viewKindsOf } from './view-kinds.ts'

const icons = { table: TableIcon, board: BoardIcon, calendar: CalendarIcon, timeline: TimelineIcon, tree: TreeIcon }

/** The ways this list can be looked at, where there are several. */
export function KindSwitch({ resource, look }: { readonly resource: ManifestResource; readonly look: Look }) {
  const translate = useTranslate()
  const kinds = viewKindsOf(resource)
  if (kinds.length < 2) return null
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={look.kind}
      onChange={(_event, kind) => kind && look.look({ kind })}
      aria-label={translate('lists.kinds.title')}
      sx={{ '& .MuiToggleButton-root': { px: 1, py: 0, height: 32, bgcolor: 'background.paper' } }}
    >
      {kinds.map((kind) => {
        const Icon = icons[kind]
        return (
          <ToggleButton key={kind} value={kind} aria-label={translate(`lists.kinds.${kind}`)}>
            <Tooltip title={translate(`lists.kinds.${kind}`)}>
              <Icon fontSize="small" />
            </Tooltip>
          </ToggleButton>
        )
      })}
    </ToggleButtonGroup>
  )
}
