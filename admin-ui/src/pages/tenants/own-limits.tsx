import { useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'
import { useCore } from '../parts/use-core.ts'
import type { Usage } from './tenants.ts'
import { UsageBars } from './usage-bars.tsx'

/** The limits of the business one is in; where there are none, nothing is said of them. */
export function OwnLimits() {
  const translate = useTranslate()
  const { data: usage = [] } = useCore<readonly Usage[]>('/tenant/quotas')
  if (usage.length === 0) return null
  return (
    <Card title={translate('pages.quotas.title')} lead={translate('pages.quotas.own_lead')}>
      <UsageBars usage={usage} />
    </Card>
  )
}
