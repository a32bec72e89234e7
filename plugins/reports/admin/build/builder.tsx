import { Empty } from '@guildhall/admin-ui'
import type { Definition } from '@guildhall/contract-reports'
import { Box, Button, MenuItem, Paper, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Dataset, Report } from '../api.ts'
import { Frame } from '../frame.tsx'
import { Shown } from '../show/shown.tsx'
import { BesideField } from './beside-field.tsx'
import { ColumnsField } from './columns-field.tsx'
import { FiguresField } from './figures-field.tsx'
import { FiltersField } from './filters-field.tsx'
import { GroupsField } from './groups-field.tsx'
import { PeriodOf } from './period-of.tsx'
import { SaveBar } from './save-bar.tsx'

interface BuilderProps {
  readonly datasets: readonly Dataset[]
  readonly report: Report | null
  readonly begun: Definition
}

const charts = ['table', 'bar', 'line', 'area', 'pie', 'number', 'pivot'] as const

/** What a report shows, chosen step by step beside what it shows already. */
export function Builder({ datasets, report, begun }: BuilderProps) {
  const translate = useTranslate()
  const navigate = useNavigate()
  const [definition, setDefinition] = useState(begun)
  const dataset = datasets.find(({ id }) => id === definition.dataset)
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  if (!dataset) return <Empty text={word('noDatasets')} />
  const change = (changes: Partial<Definition>) => setDefinition((before) => ({ ...before, ...changes }))
  const choose = (id: string) => {
    const chosen = datasets.find((each) => each.id === id)
    setDefinition({ dataset: id, columns: [...(chosen?.columns ?? [])], chart: 'table' })
  }
  const isSummed = (definition.groups ?? []).length > 0 || (definition.measures ?? []).length > 0
  return (
    <Frame
      name={report?.name ?? word('new')}
      lead={word('buildLead')}
      actions={<Button onClick={() => navigate(-1)}>{word('back')}</Button>}
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '340px minmax(0, 1fr)' },
          alignItems: 'start',
        }}
      >
        <Paper
          variant="outlined"
          sx={{ p: 2, display: 'grid', gap: 2.5 }}
          component="section"
          aria-label={word('choices')}
        >
          <TextField
            select
            size="small"
            label={word('dataset')}
            value={dataset.id}
            onChange={({ target }) => choose(target.value)}
          >
            {datasets.map(({ id, label }) => (
              <MenuItem key={id} value={id}>
                {label}
              </MenuItem>
            ))}
          </TextField>
          <GroupsField dataset={dataset} definition={definition} change={change} />
          <FiguresField dataset={dataset} definition={definition} change={change} />
          {!isSummed && <ColumnsField dataset={dataset} definition={definition} change={change} />}
          {!isSummed && <BesideField datasets={datasets} dataset={dataset} definition={definition} change={change} />}
          <FiltersField dataset={dataset} definition={definition} change={change} />
          <PeriodOf dataset={dataset} definition={definition} change={change} />
          {isSummed && (
            <TextField
              select
              size="small"
              label={word('chart')}
              value={definition.chart ?? 'table'}
              onChange={({ target }) => change({ chart: target.value as 'bar' })}
            >
              {charts.map((chart) => (
                <MenuItem key={chart} value={chart}>
                  {translate(`reports:slots.charts.${chart}`)}
                </MenuItem>
              ))}
            </TextField>
          )}
        </Paper>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <SaveBar report={report} definition={definition} />
          <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }} component="section" aria-label={word('result')}>
            <Typography variant="overline" component="h2" color="text.secondary">
              {word('result')}
            </Typography>
            <Shown definition={definition} title={report?.name ?? dataset.label} />
          </Paper>
        </Box>
      </Box>
    </Frame>
  )
}

/** What each step is given. */
export interface StepProps {
  readonly dataset: Dataset
  readonly definition: Definition
  readonly change: (changes: Partial<Definition>) => void
}
