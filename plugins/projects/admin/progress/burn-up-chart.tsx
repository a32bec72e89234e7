import { useManifest } from '@guildhall/admin-ui'
import { Box } from '@mui/material'
import { lazy } from 'react'
import { useTranslate } from 'react-admin'
import type { BurnUp } from './burn-up.ts'

/** Charts come only where one is drawn. */
const LineChart = lazy(async () => ({ default: (await import('@mui/x-charts')).LineChart }))

/** Two lines that meet when the work is done. The bar above says the same in words, so a screen reader passes over it. */
export function BurnUpChart({ burnUp: { days, planned, completed } }: { readonly burnUp: BurnUp }) {
  const translate = useTranslate()
  const { language } = useManifest()
  const form = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <Box aria-hidden>
      <LineChart
        height={180}
        skipAnimation
        disableKeyboardNavigation
        margin={{ left: 0, right: 12, top: 12, bottom: 0 }}
        colors={['#9aa5b5', '#3f8f7a']}
        xAxis={[
          {
            scaleType: 'point',
            data: days.map((day) => form.format(new Date(`${day}T00:00:00Z`))),
            disableLine: true,
            disableTicks: true,
          },
        ]}
        yAxis={[{ min: 0, tickMinStep: 1, width: 28, disableLine: true, disableTicks: true }]}
        grid={{ horizontal: true }}
        series={[
          { label: translate('projects:slots.progress.planned'), data: [...planned], showMark: false },
          { label: translate('projects:slots.progress.completed'), data: [...completed], showMark: false, area: true },
        ]}
        sx={{ '& .MuiAreaElement-root': { fillOpacity: 0.15 } }}
      />
    </Box>
  )
}
