import { useTheme } from '@mui/material'
import { BarChart, PieChart } from '@mui/x-charts'
import { useNavigate } from 'react-router-dom'
import { listAddress } from './list-address.ts'
import type { Plot } from './plot.ts'

const height = 240

/** Numbers as a picture; a click leads to the records behind a bar, slice or point. Loaded only where there is one. */
export default function Picture({ plot }: { readonly plot: Plot }) {
  const { palette } = useTheme()
  const navigate = useNavigate()
  const isDark = palette.mode === 'dark'
  const colors = isDark ? shades.dark : shades.light
  const names = plot.points.map(({ name }) => name)
  const open = (index: number | undefined) => {
    const where = index === undefined ? undefined : plot.points[index]?.where
    if (where) navigate(listAddress(plot.resource, where))
  }
  const series = plot.lines.map(({ name, values, say }) => ({
    label: name,
    data: values.map(plot.scale.drawn),
    valueFormatter: (_drawn: number | null, { dataIndex }: { dataIndex: number }) => say(values[dataIndex] ?? 0),
  }))
  const common = {
    height,
    colors,
    hideLegend: series.length === 1,
    skipAnimation: true,
    margin: { left: 0, right: 28, top: 12, bottom: 0 },
  }
  const { tick, isWhole } = plot.scale
  const axis = {
    min: 0,
    disableLine: true,
    disableTicks: true,
    valueFormatter: tick,
    ...(isWhole && { tickMinStep: 1 }),
  }
  if (plot.shape === 'pie') {
    const [line] = plot.lines
    const data = names
      .map((label, id) => ({ id, label, value: line?.values[id] ?? 0 }))
      .filter(({ value }) => value > 0)
    return (
      <PieChart
        {...common}
        hideLegend={false}
        onItemClick={(_event, _item, { id }) => open(Number(id))}
        series={[
          {
            data,
            innerRadius: '52%',
            outerRadius: '88%',
            paddingAngle: 1,
            cornerRadius: 3,
            valueFormatter: ({ value }) => line?.say(value) ?? String(value),
          },
        ]}
      />
    )
  }
  const categories = {
    scaleType: 'band' as const,
    data: names,
    disableLine: true,
    disableTicks: true,
    categoryGapRatio: 0.35,
  }
  const isUpright = plot.shape === 'columns'
  return (
    <BarChart
      {...common}
      layout={isUpright ? 'vertical' : 'horizontal'}
      grid={isUpright ? { horizontal: true } : { vertical: true }}
      borderRadius={4}
      xAxis={[isUpright ? categories : axis]}
      yAxis={[isUpright ? { ...axis, width: isWhole ? 36 : 48 } : { ...categories, width: 120 }]}
      series={series}
      onAxisClick={(_event, data) => open(data?.dataIndex)}
    />
  )
}

/** Told apart also by who sees few colours, light ground and dark (after Okabe and Ito). */
const shades = {
  light: ['#2f4b7c', '#d08a2e', '#3f8f7a', '#a05195', '#7a8699', '#c65b4e', '#5f8fd1', '#8a7d3a', '#b9c2cf'],
  dark: ['#9db8f2', '#f0b775', '#7fd0ba', '#d39acb', '#a9b3c4', '#ef958a', '#6fa3ea', '#cfc07a', '#5b6576'],
}
