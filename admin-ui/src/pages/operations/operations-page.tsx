import { Tab, Tabs } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { Deliveries } from './deliveries.tsx'
import { Jobs } from './jobs.tsx'
import { Runs } from './runs.tsx'

const tabs = { jobs: Jobs, runs: Runs, deliveries: Deliveries, dead: DeadLetters } as const
const names = Object.keys(tabs) as (keyof typeof tabs)[]

/** What runs by itself, how it went, who was told of what, and what nobody could deliver. */
export default function OperationsPage() {
  const translate = useTranslate()
  const [asked, setAsked] = useSearchParams()
  const tab = names.find((each) => each === asked.get('tab')) ?? 'jobs'
  const Shown = tabs[tab]
  return (
    <PageFrame isNarrow title={translate('pages.operations.title')} lead={translate('pages.operations.lead')}>
      <Card isFlush>
        <Tabs
          value={tab}
          onChange={(_event, value) => setAsked({ tab: value }, { replace: true })}
          variant="scrollable"
          sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
        >
          {names.map((each) => (
            <Tab key={each} value={each} label={translate(`pages.operations.${each}`)} />
          ))}
        </Tabs>
        <Shown />
      </Card>
    </PageFrame>
  )
}
