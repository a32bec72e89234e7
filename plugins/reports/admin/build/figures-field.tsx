import type { Measure } from '@guildhall/contract-reports'
import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Dataset } from '../api.ts'
import type { StepProps } from './builder.tsx'

interface Choice {
  readonly key: string
  readonly label: string
  readonly measure: Measure
  readonly formula?: string
}

const aggregates = ['sum', 'avg', 'min', 'max'] as const

/** What is reckoned in each line: numbers of records, totals and averages, and metrics with their formulas. */
export function FiguresField({ dataset, definition, change }: StepProps) {
  const translate = useTranslate()
  const choices = choicesOf(dataset, (key, name) => translate(`reports:measures.${key}`, { name }))
  const chosen = (definition.measures ?? []).flatMap(
    (measure) => choices.find(({ key }) => key === keyOf(measure)) ?? [],
  )
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <Autocomplete
        multiple
        size="small"
        options={choices}
        value={chosen}
        getOptionKey={({ key }) => key}
        isOptionEqualToValue={(one, other) => one.key === other.key}
        onChange={(_event, wanted) => change({ measures: wanted.map(({ measure }) => measure) })}
        renderInput={(params) => <TextField {...params} label={translate('reports:slots.reports.figures')} />}
      />
      {chosen.map(({ key, label, formula }) =>
        formula ? (
          <Typography key={key} variant="caption" color="text.secondary">
            {label}: {formula}
          </Typography>
        ) : null,
      )}
    </Box>
  )
}

export const keyOf = ({ of = 'count', field, metric }: Measure) => metric ?? `${of} ${field ?? ''}`

export function choicesOf(dataset: Dataset, say: (key: string, name?: string) => string): Choice[] {
  const reckoned = dataset.fields
    .filter(({ isReckonable }) => isReckonable)
    .flatMap(({ path, label }) =>
      aggregates.map((of) => ({ measure: { of, field: path }, label: say(`${of}Of`, label) })),
    )
  const metrics = dataset.metrics.map(({ id, label, formula, version }) => ({
    measure: { metric: id, version },
    label,
    formula,
  }))
  return [{ measure: { of: 'count' as const }, label: say('count') }, ...metrics, ...reckoned].map((choice) => ({
    ...choice,
    key: keyOf(choice.measure),
  }))
}
