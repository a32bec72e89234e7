import { Box, MenuItem, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Field, Target } from './imports.ts'

interface ColumnMeaningProps {
  readonly label: string
  readonly samples: readonly (string | number | boolean | null)[]
  readonly target: Target | null
  readonly fields: readonly Field[]
  readonly error: string | undefined
  onChange(target: Target | null): void
}

/** A column of the file with its first values, and which field it fills; a reference also says by what it names its target. */
export function ColumnMeaning({ label, samples, target, fields, error, onChange }: ColumnMeaningProps) {
  const translate = useTranslate()
  const field = fields.find(({ name }) => name === target?.field)
  const shown = label || translate('pages.imports.unnamed')
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 240px 200px' },
        gap: 1,
        alignItems: 'center',
        pb: 1,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{shown}</Typography>
        <Typography variant="body2" color="textSecondary" noWrap>
          {samples
            .filter((value) => value !== null && value !== '')
            .slice(0, 3)
            .map(String)
            .join(' · ') || '–'}
        </Typography>
      </Box>
      <TextField
        select
        size="small"
        label={translate('pages.imports.field')}
        value={target ? `${target.field} ${target.part ?? ''}` : ''}
        onChange={({ target: { value } }) => onChange(meaning(value, fields))}
        error={error !== undefined}
        helperText={error}
        slotProps={{
          select: {
            SelectDisplayProps: {
              'aria-label': `${shown}: ${translate('pages.imports.field')}`,
              'aria-labelledby': '',
            },
          },
        }}
      >
        <MenuItem value="">{translate('pages.imports.nothing')}</MenuItem>
        <MenuItem value="$external ">{translate('core:imports.external_id')}</MenuItem>
        <MenuItem value="id ">{translate('core:fields.id')}</MenuItem>
        {fields.flatMap((each) => [
          <MenuItem key={each.name} value={`${each.name} `}>
            {each.required ? `${each.label} *` : each.label}
          </MenuItem>,
          ...(each.kind === 'money'
            ? [
                <MenuItem key={`${each.name} currency`} value={`${each.name} currency`}>
                  {`${each.label} (${translate('core:export.currency')})`}
                </MenuItem>,
              ]
            : []),
        ])}
      </TextField>
      {field?.by && (
        <TextField
          select
          size="small"
          label={translate('pages.imports.by')}
          value={target?.by ?? 'id'}
          onChange={({ target: { value } }) => onChange({ field: field.name, by: value })}
          slotProps={{
            select: {
              SelectDisplayProps: { 'aria-label': `${shown}: ${translate('pages.imports.by')}`, 'aria-labelledby': '' },
            },
          }}
        >
          {field.by.map(({ name, label }) => (
            <MenuItem key={name} value={name}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  )
}

function meaning(value: string, fields: readonly Field[]): Target | null {
  const [name = '', part] = value.split(' ')
  if (!name) return null
  if (part === 'currency') return { field: name, part }
  const [first] = fields.find((field) => field.name === name)?.by ?? []
  return { field: name, ...(first && { by: first.name }) }
}
