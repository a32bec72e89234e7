import { Empty, type GuildhallData, useSay } from '@guildhall/admin-ui'
import type { Definition } from '@guildhall/contract-reports'
import { Box, Link as Look, Skeleton, Tooltip, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useLocaleState, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Spark } from './spark.tsx'

export interface Point {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly value: number | null
  readonly version: number
}

interface KeyFigure {
  readonly id: string
  readonly label: string
  readonly formula: string
  readonly version: number
  readonly since: string
  readonly unit: string
  readonly points: readonly Point[]
  readonly behind: Definition
}

/** How it stands with the business this month, how that is reckoned, and how it was. */
export const KeyFigures = () => <Figures person={null} />

/** The same of oneself. */
export const MyFigures = () => <Figures person="me" />

function Figures({ person }: { readonly person: string | null }) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const { data: figures, error } = useQuery({
    queryKey: ['reports', 'figures', person],
    queryFn: () => data.call<KeyFigure[]>(`/reports/figures${person ? `?person=${person}` : ''}`),
  })
  if (error) throw error
  if (!figures) return <Skeleton variant="rounded" height={120} />
  if (figures.length === 0) return <Empty text={translate('reports:slots.figures.empty')} />
  return (
    <Box
      sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))', pb: 1 }}
    >
      {figures.map((figure) => (
        <Figure key={figure.id} figure={figure} />
      ))}
    </Box>
  )
}

function Figure({ figure: { label, formula, since, points, behind, unit } }: { readonly figure: KeyFigure }) {
  const translate = useTranslate()
  const say = useSay()
  const running = points.at(-1)
  const changed = points.some(({ version }) => version !== running?.version)
  const address = `/reports/overview?build=new&definition=${encodeURIComponent(JSON.stringify(behind))}`
  const text = running?.text ? `${running.text}${unit === 'percent' && running.value !== null ? ' %' : ''}` : '—'
  const [language] = useLocaleState()
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const when = running ? month.format(new Date(`${running.from}T00:00:00Z`)) : ''
  return (
    <Box component="section" aria-label={label} sx={{ display: 'grid', gap: 0.5, alignContent: 'start', minWidth: 0 }}>
      <Typography variant="body2" color="text.secondary">
        {label}, {when}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', minHeight: 48 }}>
        <Tooltip describeChild title={translate('reports:slots.figures.behind')}>
          <Look component={Link} to={address} underline="hover" color="text.primary" variant="h5">
            {text}
          </Look>
        </Tooltip>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Spark points={points} label={label} />
        </Box>
      </Box>
      <Typography variant="caption" color="text.secondary">
        {formula}
      </Typography>
      {changed && (
        <Typography variant="caption" color="text.secondary">
          {translate('reports:slots.figures.since', { day: say('date', since) })}
        </Typography>
      )}
    </Box>
  )
}
