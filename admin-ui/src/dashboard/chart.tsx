import ChartIcon from '@mui/icons-material/BarChart'
import TableIcon from '@mui/icons-material/TableRows'
import { Box, IconButton, Skeleton, Tooltip, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslate } from 'react-admin'
import type { ChartAnswer, TrendAnswer } from './answers.ts'
import { usePlot } from './plot.ts'
import { PlotTable } from './plot-table.tsx'

const Picture = lazy(() => import('./picture.tsx'))

/** A picture of numbers, and the numbers themselves for who would rather read. */
export function Chart({ answer, title }: { readonly answer: ChartAnswer | TrendAnswer; readonly title: string }) {
  const [isTable, setIsTable] = useState(false)
  const translate = useTranslate()
  const plot = usePlot()(answer)
  const isEmpty = answer.series.every(({ values }) => values.every((value) => value === 0))
  if (isEmpty) return <Typography color="text.secondary">{translate('dashboard.nothing')}</Typography>
  const label = translate(isTable ? 'dashboard.as_picture' : 'dashboard.as_table')
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          size="small"
          onClick={() => setIsTable(!isTable)}
          aria-label={`${label}: ${title}`}
          sx={{ position: 'absolute', top: 10, right: 10 }}
        >
          {isTable ? <ChartIcon fontSize="small" /> : <TableIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
      {!isTable && (
        <Box aria-hidden>
          <Suspense fallback={<Skeleton variant="rounded" height={240} />}>
            <Picture plot={plot} />
          </Suspense>
        </Box>
      )}
      <Box sx={isTable ? { maxHeight: 280, overflow: 'auto' } : onlyRead} {...(isTable && { tabIndex: 0 })}>
        <PlotTable plot={plot} title={title} />
      </Box>
    </>
  )
}

/** There for a screen reader, not for the eye, and not in the way of the tab key. */
const onlyRead = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  '& a': { visibility: 'hidden' },
} as const
