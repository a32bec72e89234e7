import type { ManifestResource } from '@guildhall/sdk/manifest'
import DownIcon from '@mui/icons-material/KeyboardArrowDown'
import UpIcon from '@mui/icons-material/KeyboardArrowUp'
import ColumnsIcon from '@mui/icons-material/ViewColumnOutlined'
import { Box, Button, Checkbox, Divider, FormControlLabel, IconButton, Popover, Switch, Tooltip } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { choosableFields } from './listed-fields.ts'
import type { Columns } from './use-columns.ts'
import { useDensity } from './use-density.ts'

/** Which columns, in which order, and how close the rows stand. */
export function ColumnsButton({
  resource,
  columns,
}: {
  readonly resource: ManifestResource
  readonly columns: Columns
}) {
  const translate = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Tooltip title={translate('lists.columns')}>
        <IconButton
          size="small"
          aria-label={translate('lists.columns')}
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        >
          <ColumnsIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { sx: { width: 300, mt: 0.5 }, role: 'dialog', 'aria-label': translate('lists.columns') } }}
      >
        <Chooser resource={resource} columns={columns} />
      </Popover>
    </>
  )
}

function Chooser({
  resource,
  columns: { names, isChanged, choose },
}: {
  resource: ManifestResource
  columns: Columns
}) {
  const translate = useTranslate()
  const { isDense, setDense } = useDensity()
  const fields = choosableFields(resource)
  const chosen = names.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  const others = fields.filter(({ name }) => !names.includes(name))
  const move = (name: string, by: number) => {
    const next = names.filter((each) => each !== name)
    next.splice(names.indexOf(name) + by, 0, name)
    choose(next)
  }
  const toggle = (name: string, isOn: boolean) =>
    choose(isOn ? [...names, name] : names.filter((each) => each !== name))
  return (
    <>
      <Box sx={{ maxHeight: 360, overflowY: 'auto', py: 0.5 }}>
        {[...chosen, ...others].map(({ name, label }, index) => {
          const isOn = index < chosen.length
          const text = translate(label)
          return (
            <Box key={name} sx={{ display: 'flex', alignItems: 'center', pl: 1.5, pr: 0.5, minHeight: 34 }}>
              <FormControlLabel
                sx={{ flex: 1, minWidth: 0, mr: 0 }}
                slotProps={{ typography: { variant: 'body2', noWrap: true } }}
                label={text}
                control={
                  <Checkbox
                    size="small"
                    checked={isOn}
                    disabled={isOn && chosen.length === 1}
                    onChange={(_event, checked) => toggle(name, checked)}
                    sx={{ p: 0.5, mr: 0.5 }}
                  />
                }
              />
              {isOn && (
                <>
                  <IconButton
                    size="small"
                    disabled={index === 0}
                    aria-label={translate('lists.move_up', { name: text })}
                    onClick={() => move(name, -1)}
                  >
                    <UpIcon fontSize="inherit" />
                  </IconButton>
                  <IconButton
                    size="small"
                    disabled={index === chosen.length - 1}
                    aria-label={translate('lists.move_down', { name: text })}
                    onClick={() => move(name, 1)}
                  >
                    <DownIcon fontSize="inherit" />
                  </IconButton>
                </>
              )}
            </Box>
          )
        })}
      </Box>
      <Divider />
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', px: 1.5, py: 0.5 }}>
        <FormControlLabel
          control={<Switch size="small" checked={isDense} onChange={(_event, checked) => setDense(checked)} />}
          label={translate('lists.dense')}
          slotProps={{ typography: { variant: 'body2' } }}
        />
        <Button size="small" disabled={!isChanged} onClick={() => choose(null)}>
          {translate('lists.reset')}
        </Button>
      </Box>
    </>
  )
}
