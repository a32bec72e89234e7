import { parts } from '@guildhall/contract-reports'
import { Autocomplete, Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { StepProps } from './builder.tsx'

/** What the lines are made of; of time its days, weeks, months, quarters or years. */
export function GroupsField({ dataset, definition, change }: StepProps) {
  const translate = useTranslate()
  const groups = definition.groups ?? []
  const chosen = groups.flatMap(({ field }) => dataset.fields.find(({ path }) => path === field) ?? [])
  const isTime = (kind: string) => kind === 'date' || kind === 'instant'
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Autocomplete
        multiple
        size="small"
        options={dataset.fields.filter(({ isGroupable }) => isGroupable)}
        value={chosen}
        getOptionLabel={({ label }) => label}
        getOptionKey={({ path }) => path}
        isOptionEqualToValue={(one, other) => one.path === other.path}
        getOptionDisabled={() => groups.length >= 3}
        onChange={(_event, fields) =>
          change({
            groups: fields.map(
              ({ path, kind }) =>
                groups.find(({ field }) => field === path) ?? {
                  field: path,
                  ...(isTime(kind) && { part: 'month' as const }),
                },
            ),
            ...(groups.length === 0 && definition.chart === 'table' && { chart: 'bar' as const }),
          })
        }
        renderInput={(params) => (
          <TextField
            {...params}
            label={translate('reports:slots.reports.groups')}
            helperText={translate('reports:slots.reports.groupsHint')}
          />
        )}
      />
      {chosen
        .filter(({ kind }) => isTime(kind))
        .map(({ path, label }) => (
          <TextField
            key={path}
            select
            size="small"
            label={translate('reports:slots.reports.each', { name: label })}
            value={groups.find(({ field }) => field === path)?.part ?? 'day'}
            onChange={({ target }) =>
              change({
                groups: groups.map((group) =>
                  group.field === path ? { field: path, part: target.value as 'day' } : group,
                ),
              })
            }
          >
            {parts.map((part) => (
              <MenuItem key={part} value={part}>
                {translate(`reports:slots.parts.${part}`)}
              </MenuItem>
            ))}
          </TextField>
        ))}
    </Box>
  )
}
