import { useTheme } from '@mui/material'
import { useLocaleState } from 'react-admin'
import type { Point } from './key-figures.tsx'

const height = 48
const width = 120
const edge = 3

/**
 * How a figure went, month by month; months without anything to reckon with are left out. Drawn by hand, because a library of charts weighs
 * more than the whole home page that it would stand on.
 */
export function Spark({ points, label }: { readonly points: readonly Point[]; readonly label: string }) {
  const { palette } = useTheme()
  const [language] = useLocaleState()
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const known = points.flatMap(({ from, text, value }) => (value === null ? [] : [{ from, text, value }]))
  if (known.length < 2) return null
  const most = Math.max(1, ...known.map(({ value }) => value))
  const step = (width - edge * 2) / (known.length - 1)
  const places = known.map(({ from, text, value }, at) => ({
    x: edge + at * step,
    y: height - edge - (value / most) * (height - edge * 2),
    said: `${month.format(new Date(`${from}T00:00:00Z`))}: ${text}`,
  }))
  const line = places.map(({ x, y }) => `${x},${y}`).join(' ')
  const color = palette.primary.main
  return (
    <svg
      role="img"
      aria-label={`${label}. ${places.map(({ said }) => said).join('; ')}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      style={{ width: '100%', height, display: 'block' }}
    >
      <polygon points={`${edge},${height} ${line} ${width - edge},${height}`} fill={color} fillOpacity={0.15} />
      <polyline points={line} fill="none" stroke={color} strokeWidth={2} vectorEffect="non-scaling-stroke" />
      {places.map(({ x, said }) => (
        <rect key={said} x={x - step / 2} y={0} width={step} height={height} fill="transparent">
          <title>{said}</title>
        </rect>
      ))}
    </svg>
  )
}
