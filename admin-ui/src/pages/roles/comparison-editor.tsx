import type { ManifestField } from '@guildhall/sdk/manifest'
import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Comparison } from './condition.ts'
import { GroupEditor } from './group-editor.tsx'
import { operatorsOf } from './operators.ts'
import { PathField } from './path-field.tsx'
import type { CatalogueResource } from './rights.ts'
import { follow, type Speech } from './sentence.ts'
import { ValueField } from './value-field.tsx'

export interface ComparisonEditorProps {
  readonly comparison: Comparison
  readonly resource: CatalogueResource
  readonly speech: Speech
  readonly isDisabled: boolean
  readonly depth: number
  readonly onChange: (comparison: Comparison) => void
}

/** A field (or one behind references), a comparison, and what it is compared with. */
export function ComparisonEditor({ comparison, resource, speech, isDisabled, depth, onChange }: ComparisonEditorProps) {
  const translate = useTranslate()
  const { path, operator, value, group } = comparison
  const { fields, target } = follow(path, resource, speech.resource)
  const field = fields.at(-1)
  const operators = operatorsOf(field)
  const chosen = operators.find((one) => one.is(comparison)) ?? operators[0]
  return (
    <Box sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, '& > *': { flex: '1 1 150px', minWidth: 0 } }}>
        <PathField
          path={path}
          resource={resource}
          speech={speech}
          isDisabled={isDisabled}
          onChange={(next) => onChange(beginning(next, follow(next, resource, speech.resource).fields.at(-1)))}
        />
        {field && (
          <TextField
            select
            disabled={isDisabled}
            label={translate('pages.roles.comparison')}
            value={chosen?.key ?? ''}
            onChange={(event) => {
              const next = operators.find(({ key }) => key === event.target.value)
              if (next) onChange({ path, ...next.begin })
            }}
          >
            {operators.map(({ key }) => (
              <MenuItem key={key} value={key}>
                {translate(`pages.roles.operator.${key}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
        {field && chosen?.hasValue && (
          <ValueField
            field={field}
            operator={operator}
            value={value}
            isDisabled={isDisabled}
            onChange={(next) => onChange({ path, operator, value: next })}
          />
        )}
      </Box>
      {operator === 'among' && target && (
        <GroupEditor
          group={group ?? { match: 'all', parts: [] }}
          resource={target}
          speech={speech}
          isDisabled={isDisabled}
          depth={depth + 1}
          onChange={(next) => onChange({ path, operator, group: next })}
        />
      )}
    </Box>
  )
}

function beginning(path: string, field: ManifestField | undefined): Comparison {
  return { path, ...(operatorsOf(field)[0]?.begin ?? { operator: 'eq' }) }
}
