import { ChooseRecord } from '@guildhall/admin-ui'
import { type Condition, operators } from '@guildhall/contract-reports'
import AddIcon from '@mui/icons-material/Add'
import RemoveIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton, MenuItem, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Field } from '../api.ts'
import type { StepProps } from './builder.tsx'

/** What a record must be to count. */
export function FiltersField({ dataset, definition, change }: StepProps) {
  const translate = useTranslate()
  const conditions = definition.conditions ?? []
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  const put = (at: number, condition: Condition | null) =>
    change({ conditions: conditions.flatMap((each, index) => (index === at ? (condition ?? []) : [each])) })
  const [first] = dataset.fields
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Typography component="legend" variant="body2" color="text.secondary" sx={{ p: 0, mb: 1 }}>
        {word('filters')}
      </Typography>
      {conditions.map((condition, at) => (
        <Box
          key={at}
          sx={{
            display: 'grid',
            gap: 1,
            gridTemplateColumns: 'minmax(0, 1fr) auto',
            borderLeft: 2,
            borderColor: 'divider',
            pl: 1.5,
          }}
        >
          <Box sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
            <TextField
              select
              size="small"
              label={word('field')}
              value={condition.field}
              onChange={({ target }) => put(at, { field: target.value, op: 'isFilled' })}
            >
              {dataset.fields.map(({ path, label }) => (
                <MenuItem key={path} value={path}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
            <Value
              field={dataset.fields.find(({ path }) => path === condition.field)}
              condition={condition}
              onChange={(next) => put(at, next)}
            />
          </Box>
          <IconButton
            size="small"
            aria-label={word('removeFilter')}
            onClick={() => put(at, null)}
            sx={{ alignSelf: 'start' }}
          >
            <RemoveIcon fontSize="small" />
          </IconButton>
        </Box>
      ))}
      {first && (
        <Button
          size="small"
          startIcon={<AddIcon />}
          onClick={() => change({ conditions: [...conditions, { field: first.path, op: 'isFilled' }] })}
          sx={{ justifySelf: 'start' }}
        >
          {word('addFilter')}
        </Button>
      )}
    </Box>
  )
}

interface ValueProps {
  readonly field: Field | undefined
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

function Value({ field, condition, onChange }: ValueProps) {
  const translate = useTranslate()
  if (!field) return null
  const label = translate('reports:slots.reports.value')
  const value =
    typeof condition.value === 'string' || typeof condition.value === 'number' ? String(condition.value) : ''
  const set = (given: string) => onChange({ ...condition, value: given })
  const isBare = condition.op === 'isEmpty' || condition.op === 'isFilled'
  return (
    <>
      <TextField
        select
        size="small"
        label={translate('reports:slots.reports.operator')}
        value={condition.op}
        onChange={({ target }) => onChange({ field: condition.field, op: target.value as 'is' })}
      >
        {operatorsFor(field).map((op) => (
          <MenuItem key={op} value={op}>
            {translate(`reports:slots.operators.${op}`)}
          </MenuItem>
        ))}
      </TextField>
      {!isBare && field.values && (
        <TextField
          slotProps={{ select: { multiple: condition.op === 'anyOf' } }}
          select
          size="small"
          label={label}
          value={condition.op === 'anyOf' ? listOf(condition.value) : value}
          onChange={({ target }) => onChange({ ...condition, value: target.value as string })}
        >
          {field.values.map((each) => (
            <MenuItem key={each.value} value={each.value}>
              {each.label}
            </MenuItem>
          ))}
        </TextField>
      )}
      {!isBare && field.target && (
        <ChooseRecord resource={field.target} label={label} value={value || null} onChange={(id) => set(id ?? '')} />
      )}
      {!isBare && !field.values && !field.target && (
        <TextField
          size="small"
          label={label}
          type={field.kind === 'date' || field.kind === 'instant' ? 'date' : field.isReckonable ? 'number' : 'text'}
          value={value}
          onChange={({ target }) => set(target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      )}
    </>
  )
}

const listOf = (value: Condition['value']) => (Array.isArray(value) ? value : [])

/** Those that mean something for a kind of field. */
function operatorsFor({ kind, values, target, isReckonable }: Field) {
  const isOrdered = isReckonable || kind === 'date' || kind === 'instant'
  const isText = !isOrdered && !values && !target && kind !== 'boolean'
  return operators.filter((op) => {
    if (op === 'anyOf') return values !== undefined
    if (op === 'contains') return isText
    return op === 'atLeast' || op === 'atMost' ? isOrdered : true
  })
}
