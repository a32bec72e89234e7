import { Empty } from '@guildhall/admin-ui'
import { Button, Card, CardActionArea, CardContent, Skeleton, Tab, Tabs, Typography } from '@mui/material'
import { useState } from 'react'
import { type RaRecord, useCanAccess, useGetList, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Frame } from './frame.tsx'

const kinds = ['reports', 'dashboards'] as const

/** All reports and dashboards that somebody has. */
export function Home() {
  const translate = useTranslate()
  const [kind, setKind] = useState<(typeof kinds)[number]>('reports')
  const { canAccess: maySchedule } = useCanAccess({ resource: 'report-schedules', action: 'list' })
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  return (
    <Frame
      lead={word('lead')}
      actions={
        <>
          {maySchedule && (
            <Button component={Link} to="/report-schedules">
              {word('schedules')}
            </Button>
          )}
          {maySchedule && (
            <Button component={Link} to="/report-links">
              {translate('reports:slots.share.links')}
            </Button>
          )}
          <Button component={Link} to="/report-deliveries">
            {word('sent')}
          </Button>
          <Button component={Link} to="/reports/overview?compose=new">
            {word('newDashboard')}
          </Button>
          <Button component={Link} to="/reports/overview?build=new" variant="contained">
            {word('new')}
          </Button>
        </>
      }
    >
      <Tabs value={kind} onChange={(_event, value) => setKind(value)} aria-label={word('title')}>
        {kinds.map((each) => (
          <Tab key={each} value={each} label={word(each)} />
        ))}
      </Tabs>
      <Cards key={kind} kind={kind} />
    </Frame>
  )
}

type Named = RaRecord & { readonly name: string; readonly description?: string | null }

function Cards({ kind }: { readonly kind: (typeof kinds)[number] }) {
  const translate = useTranslate()
  const { data, error } = useGetList<Named>(kind, {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  })
  if (error) throw error
  if (!data) return <Skeleton variant="rounded" height={160} />
  if (data.length === 0) return <Empty text={translate(`reports:resources.${kind}.empty`)} />
  const address = (id: unknown) => `/reports/overview?${kind === 'reports' ? 'report' : 'dashboard'}=${id}`
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))' }}>
      {data.map(({ id, name, description }) => (
        <Card key={id} variant="outlined">
          <CardActionArea component={Link} to={address(id)} sx={{ height: '100%' }}>
            <CardContent>
              <Typography variant="h6" component="h2">
                {name}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {description}
              </Typography>
            </CardContent>
          </CardActionArea>
        </Card>
      ))}
    </div>
  )
}
