import type { Definition } from '@guildhall/contract-reports'
import { Alert, Box, LinearProgress, Skeleton, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslate } from 'react-admin'
import { type Line, type Period, useResult } from '../api.ts'
import { Behind } from './behind.tsx'
import { Figures } from './figures.tsx'
import { Pivot } from './pivot.tsx'

const Chart = lazy(() => import('./chart.tsx'))

interface ShownProps {
  readonly definition: Definition
  readonly title: string
  readonly period?: Period
  /** On a dashboard a picture stands alone. */
  readonly isSmall?: boolean
}

/** What a report shows: its picture, its figures, and what its reader should know of them. */
export function Shown({ definition, title, period = {}, isSmall = false }: ShownProps) {
  const translate = useTranslate()
  const [line, setLine] = useState<Line | null>(null)
  const { data: result, error, isFetching } = useResult(definition, period)
  if (error) return <Alert severity="warning">{error.message}</Alert>
  if (!result) return <Skeleton variant="rounded" height={220} />
  const kind = definition.chart ?? 'table'
  const isDrawn = ['bar', 'line', 'area', 'pie'].includes(kind) && result.lines.some(({ keys }) => keys.length > 0)
  const hasLines = result.lines.length > 0
  return (
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0, position: 'relative' }}>
      {isFetching && (
        <LinearProgress
          aria-label={translate('reports:slots.reports.running')}
          sx={{ position: 'absolute', insetInline: 0, top: -6 }}
        />
      )}
      {result.period && (
        <Typography variant="body2" color="text.secondary">
          {result.period}
        </Typography>
      )}
      {result.notes.map((note) => (
        <Alert key={note} severity="info">
          {note}
        </Alert>
      ))}
      {!hasLines && <Typography color="text.secondary">{translate('reports:slots.reports.nothing')}</Typography>}
      {hasLines && isDrawn && (
        <Box component="figure" aria-label={title} sx={{ m: 0, minWidth: 0 }}>
          <Suspense fallback={<Skeleton variant="rounded" height={300} />}>
            <Chart result={result} kind={kind} onLine={setLine} />
          </Suspense>
        </Box>
      )}
      {hasLines && kind === 'number' && (
        <Numbers lines={result.lines} labels={result.columns.map(({ label }) => label)} />
      )}
      {hasLines && kind === 'pivot' && <Pivot result={result} title={title} />}
      {hasLines && kind !== 'pivot' && kind !== 'number' && !(isSmall && isDrawn) && (
        <Figures result={result} title={title} onLine={setLine} />
      )}
      {result.more && <Typography variant="body2">{translate('reports:slots.reports.more')}</Typography>}
      <Behind definition={definition} line={line} period={period} onClose={() => setLine(null)} />
    </Box>
  )
}

function Numbers({ lines, labels }: { readonly lines: readonly Line[]; readonly labels: readonly string[] }) {
  return lines.map(({ texts }) => (
    <Box key={texts.join()} sx={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>
      {texts.map((text, at) => (
        <Box key={labels[at]}>
          <Typography variant="h4" component="p">
            {text || '—'}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {labels[at]}
          </Typography>
        </Box>
      ))}
    </Box>
  ))
}
