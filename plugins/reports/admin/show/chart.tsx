import { useScale } from '@guildhall/admin-ui'
import { useTheme } from '@mui/material'
import { BarChart, LineChart, lineClasses, PieChart } from '@mui/x-charts'
import type { Line, Result } from '../api.ts'

interface ChartProps {
  readonly result: Result
  readonly kind: string
  readonly onLine: (line: Line) => void
}

/** A result as a picture; a click leads to the records behind it. Loaded only where one is drawn. */
export default function Chart({ result, kind, onLine }: ChartProps) {
  const { palette } = useTheme()
  const { unit, names, series, lines } = plotOf(result)
  // The server gives hours, and whole money.
  const { tick } = useScale()(unit)
  const common = {
    height: 300,
    colors: shades[palette.mode],
    skipAnimation: true,
    margin: { left: 0, right: 12, top: 12, bottom: 0 },
  }
  const open = (index: number | undefined) => {
    const line = index === undefined ? undefined : lines[index]
    if (line) onLine(line)
  }
  if (kind === 'pie') {
    const [first] = series
    const data = names.map((label, id) => ({ id, label, value: first?.data[id] ?? 0 })).filter(({ value }) => value > 0)
    return (
      <PieChart
        {...common}
        onItemClick={(_event, _item, { id }) => open(Number(id))}
        series={[
          {
            data,
            innerRadius: '52%',
            outerRadius: '88%',
            paddingAngle: 1,
            cornerRadius: 3,
            valueFormatter: ({ id }) => first?.say[Number(id)] ?? '',
          },
        ]}
      />
    )
  }
  const drawn = series.map(({ label, data, say }) => ({
    label,
    data: [...data],
    valueFormatter: (_value: number | null, { dataIndex }: { dataIndex: number }) => say[dataIndex] ?? '',
  }))
  const axes = { min: 0, disableLine: true, disableTicks: true, valueFormatter: tick }
  if (kind === 'line' || kind === 'area')
    return (
      <LineChart
        {...common}
        hideLegend={series.length === 1}
        grid={{ horizontal: true }}
        xAxis={[{ scaleType: 'point', data: names, disableLine: true, disableTicks: true }]}
        yAxis={[{ ...axes, width: 56 }]}
        onAxisClick={(_event, data) => open(data?.dataIndex)}
        series={drawn.map((each) => ({ ...each, area: kind === 'area' }))}
        sx={{ [`& .${lineClasses.area}`]: { fillOpacity: 0.2 } }}
      />
    )
  return (
    <BarChart
      {...common}
      hideLegend={series.length === 1}
      borderRadius={4}
      grid={{ horizontal: true }}
      xAxis={[{ scaleType: 'band', data: names, disableLine: true, disableTicks: true, categoryGapRatio: 0.35 }]}
      yAxis={[{ ...axes, width: 56 }]}
      onAxisClick={(_event, data) => open(data?.dataIndex)}
      series={drawn}
    />
  )
}

/** The first group along the axis; figures of one unit beside each other, because two have no common scale. */
function plotOf({ columns, lines }: Result) {
  const first = columns.findIndex(({ isFigure }) => isFigure)
  const unit = columns[first]?.unit
  const figures = columns.flatMap((column, at) => (column.isFigure && column.unit === unit ? [at] : []))
  const shown = lines.slice(0, 40)
  return {
    unit,
    lines: shown,
    names: unique(shown.map(({ texts }) => texts.slice(0, first).filter(Boolean).join(' · '))),
    series: figures.map((at) => ({
      label: columns[at]?.label ?? '',
      data: shown.map(({ values }) => values[at] ?? 0),
      say: shown.map(({ texts }) => texts[at] ?? ''),
    })),
  }
}

/** Two people of one name stay two. */
const unique = (names: readonly string[]) =>
  names.map((name, at) => name + '\u200B'.repeat(names.slice(0, at).filter((each) => each === name).length))

/** Told apart also by who sees few colours, light ground and dark (after Okabe and Ito). */
const shades = {
  light: ['#2f4b7c', '#d08a2e', '#3f8f7a', '#a05195', '#7a8699', '#c65b4e', '#5f8fd1', '#8a7d3a'],
  dark: ['#9db8f2', '#f0b775', '#7fd0ba', '#d39acb', '#a9b3c4', '#ef958a', '#6fa3ea', '#cfc07a'],
}
