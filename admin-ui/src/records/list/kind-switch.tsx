import type { ManifestResource } from '@guildhall/sdk/manifest'
import TreeIcon from '@mui/icons-material/AccountTreeOutlined'
import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import BoardIcon from '@mui/icons-material/ViewKanbanOutlined'
import TimelineIcon from '@mui/icons-material/ViewTimelineOutlined'
import { ToggleButton, ToggleButtonGroup, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Icon as NamedIcon } from '../../shell/icon.tsx'
import { useSlots } from '../../slots/use-slots.ts'
import type { Look } from './use-look.ts'
import { viewKindsOf } from './view-kinds.ts'

const icons = { table: TableIcon, board: BoardIcon, calendar: CalendarIcon, timeline: TimelineIcon, tree: TreeIcon }

/** The ways this list can be looked at, where there are several. */
export function KindSwitch({ resource, look }: { readonly resource: ManifestResource; readonly look: Look }) {
  const translate = useTranslate()
  const kinds = viewKindsOf(resource)
  const own = useSlots('list', resource.name)
  if (kinds.length + own.length < 2) return null
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
      {own.map(({ module, slot }) => (
        <ToggleButton
          key={`${module.plugin}/${slot.name}`}
          value={`own:${module.plugin}/${slot.name}`}
          aria-label={translate(slot.label)}
        >
          <Tooltip title={translate(slot.label)}>
            <NamedIcon name={slot.icon} />
          </Tooltip>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
