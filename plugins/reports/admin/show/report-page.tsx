import { Empty } from '@guildhall/admin-ui'
import { Button, Paper, Skeleton } from '@mui/material'
import { useState } from 'react'
import { useGetOne, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Period, Report } from '../api.ts'
import { Frame } from '../frame.tsx'
import { ShareButton } from '../links/share-button.tsx'
import { DownloadButton } from '../outputs/download-button.tsx'
import { PeriodField } from './period-field.tsx'
import { Shown } from './shown.tsx'

/** A saved report, run. */
export function ReportPage({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const { data: report, error } = useGetOne<Report>('reports', { id }, { retry: false })
  const [period, setPeriod] = useState<Period>({})
  if (error) return <Empty text={error.message} />
  if (!report) return <Skeleton variant="rounded" height={320} />
  return (
    <Frame
      name={report.name}
      lead={report.description}
      actions={
        <>
          <Button component={Link} to="/reports/overview">
            {translate('reports:slots.reports.all')}
          </Button>
          <Button component={Link} to={`/reports/overview?build=${id}`}>
            {translate('reports:slots.reports.change')}
          </Button>
          <Button
            component={Link}
            to={`/report-schedules/create?source=${encodeURIComponent(JSON.stringify({ report: id, name: report.name }))}`}
          >
            {translate('reports:slots.reports.schedule')}
          </Button>
          <ShareButton report={report} period={whole(period)} />
          <DownloadButton report={id} definition={report.definition} period={whole(period)} />
        </>
      }
    >
      <PeriodField value={period} onChange={setPeriod} none={translate('reports:slots.reports.ownPeriod')} />
      <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }}>
        <Shown definition={report.definition} title={report.name} period={whole(period)} />
      </Paper>
    </Frame>
  )
}

/** Half a stretch of days is none yet. */
const whole = (period: Period): Period => (period.range === 'between' && !(period.from && period.to) ? {} : period)
