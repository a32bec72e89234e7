import { Empty } from '@guildhall/admin-ui'
import { Alert, Box, Button, Link as Look, Paper, Skeleton, Typography } from '@mui/material'
import { useState } from 'react'
import { type RaRecord, useGetMany, useGetOne, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Period, Report } from '../api.ts'
import { Frame } from '../frame.tsx'
import { PeriodField } from '../show/period-field.tsx'
import { Shown } from '../show/shown.tsx'

export type Dashboard = RaRecord & {
  readonly name: string
  readonly tiles: readonly { readonly report: string; readonly width: number }[]
}

/** Reports beside each other, all of the period that is chosen at the top. */
export function Board({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const [period, setPeriod] = useState<Period>({})
  const { data: board, error } = useGetOne<Dashboard>('dashboards', { id }, { retry: false })
  const { data: reports = [], isPending } = useGetMany<Report>('reports', {
    ids: board?.tiles.map(({ report }) => report) ?? [],
  })
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  if (error) return <Empty text={error.message} />
  if (!board) return <Skeleton variant="rounded" height={320} />
  const chosen = period.range === 'between' && !(period.from && period.to) ? {} : period
  return (
    <Frame
      name={board.name}
      actions={
        <>
          <Button component={Link} to="/reports/overview">
            {word('all')}
          </Button>
          <Button component={Link} to={`/reports/overview?compose=${id}`}>
            {word('change')}
          </Button>
        </>
      }
    >
      <PeriodField value={period} onChange={setPeriod} none={word('ownPeriod')} />
      {board.tiles.length === 0 && <Empty text={word('noTiles')} />}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(3, minmax(0, 1fr))' },
          gridAutoFlow: 'dense',
        }}
      >
        {board.tiles.map(({ report, width }) => {
          const found = reports.find((each) => each?.id === report)
          return (
            <Paper
              key={report}
              variant="outlined"
              component="section"
              sx={{ p: 2, minWidth: 0, gridColumn: { md: `span ${width}` } }}
            >
              {found && (
                <>
                  <Typography variant="h6" component="h2" gutterBottom>
                    <Look component={Link} to={`/reports/overview?report=${report}`} color="inherit" underline="hover">
                      {found.name}
                    </Look>
                  </Typography>
                  <Shown definition={found.definition} title={found.name} period={chosen} isSmall />
                </>
              )}
              {!found &&
                (isPending ? (
                  <Skeleton variant="rounded" height={200} />
                ) : (
                  <Alert severity="info">{word('closedTile')}</Alert>
                ))}
            </Paper>
          )
        })}
      </Box>
    </Frame>
  )
}
