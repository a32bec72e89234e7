import { useTheme } from '@mui/material'
import { lineClasses, SparkLineChart } from '@mui/x-charts'
import { useLocaleState } from 'react-admin'
import type { Point } from './key-figures.tsx'

/** How a figure went, month by month; months without anything to reckon with are left out. */
export default function Spark({ points, label }: { readonly points: readonly Point[]; readonly label: string }) {
  const { palette } = useTheme()
  const [language] = useLocaleState()
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const known = points.flatMap(({ from, text, value }) => (value === null ? [] : [{ from, text, value }]))
  const said = known.map(({ from, text }) => `${month.format(new Date(`${from}T00:00:00Z`))}: ${text}`)
  return (
    <SparkLineChart
      height={48}
      area
      showHighlight
      showTooltip
      aria-label={`${label}. ${said.join('; ')}`}
      data={known.map(({ value }) => value)}
      color={palette.primary.main}
      yAxis={{ min: 0 }}
      sx={{ [`& .${lineClasses.area}`]: { fillOpacity: 0.15 } }}
      valueFormatter={(_value: number | null, { dataIndex } = { dataIndex: 0 }) => said[dataIndex] ?? ''}
    />
  )
}
