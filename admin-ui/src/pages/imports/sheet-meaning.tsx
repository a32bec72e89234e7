import { Box, MenuItem, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { ColumnMeaning } from './column-meaning.tsx'
import type { Importable, Mapping, Sheet } from './imports.ts'
import { Manner } from './manner.tsx'

interface SheetMeaningProps {
  readonly sheet: Sheet
  readonly mapping: Mapping | null
  readonly resources: readonly Importable[]
  readonly told: (path: string) => string | undefined
  onResource(resource: string): void
  onChange(mapping: Mapping): void
}

/** One sheet: what its rows become, what its columns mean, how it writes numbers and dates. */
export function SheetMeaning({ sheet, mapping, resources, told, onResource, onChange }: SheetMeaningProps) {
  const translate = useTranslate()
  const chosen = resources.find(({ resource }) => resource === mapping?.resource)
  const columns = sheet.labels.map((label, at) => ({ label, at }))
  return (
    <>
      <TextField
        select
        size="small"
        label={translate('pages.imports.becomes')}
        value={chosen?.resource ?? ''}
        onChange={({ target }) => onResource(target.value)}
        error={told('resource') !== undefined}
        helperText={told('resource') ?? translate('pages.imports.rows', { smart_count: sheet.rows })}
        sx={{ maxWidth: 420 }}
      >
        <MenuItem value="">{translate('pages.imports.nothing')}</MenuItem>
        {resources.map(({ resource, label }) => (
          <MenuItem key={resource} value={resource}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      {mapping && chosen && (
        <>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
            {columns.map(({ label, at }) => (
              <ColumnMeaning
                key={at}
                label={label}
                samples={sheet.samples.map((row) => row[at] ?? null)}
                target={mapping.columns[at] ?? null}
                fields={chosen.fields}
                error={told(`columns.${at}`)}
                onChange={(target) =>
                  onChange({
                    ...mapping,
                    columns: mapping.columns.map((each, index) => (index === at ? target : each)),
                  })
                }
              />
            ))}
          </Box>
          {told('columns') && <Typography color="error">{told('columns')}</Typography>}
          <Manner mapping={mapping} fields={chosen} error={told('match')} onChange={onChange} />
        </>
      )}
    </>
  )
}
