import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Tab, Tabs } from '@mui/material'
import { lazy, Suspense } from 'react'
import { type RaRecord, ShowBase, useCreatePath, useResourceContext, useShowContext, useTranslate } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { useManifest } from '../server/manifest.ts'
import { RecordSlot } from '../slots/places.tsx'
import { RecordAsides } from '../slots/record-asides.tsx'
import { useSlots } from '../slots/use-slots.ts'
import { Loading } from './loading.tsx'
import { Related } from './related/related.tsx'
import type { Rights } from './rights.ts'
import { Details } from './show/details.tsx'
import { Summary } from './show/summary.tsx'
import { relatedIn } from './show/tabs.ts'

const History = lazy(() => import('./history/history.tsx'))

/** The page of one record: its summary, and below it a tab each for its values, what points to it, and its past. */
export function RecordShow() {
  const resource = useManifest().require(useResourceContext() ?? '')
  return (
    <ShowBase queryOptions={{ refetchOnMount: 'always' }}>
      <Shown resource={resource} />
    </ShowBase>
  )
}

function Shown({ resource }: { readonly resource: ManifestResource }) {
  const { record } = useShowContext<RaRecord & Rights>()
  const translate = useTranslate()
  const path = useCreatePath()
  // The address names the tab: `/projects/<id>/show/tasks`.
  const wanted = useParams()['*']?.split('/')[0] ?? ''
  const { resource: known } = useManifest()
  const slots = useSlots('tab', resource.name)
  if (!record) return <Loading />
  const related = relatedIn(resource).filter(({ target = '' }) => known(target)?.rights['read'] !== 'never')
  const names = ['', ...related.map(({ name }) => name), ...slots.map(({ slot }) => slot.name), 'history']
  const current = names.includes(wanted) ? wanted : ''
  const to = (name: string) => `${path({ resource: resource.name, id: record.id, type: 'show' })}${name && `/${name}`}`
  const shown = related.find(({ name }) => name === current)
  const drawn = slots.find(({ slot }) => slot.name === current)
  return (
    <Box sx={{ width: '100%', maxWidth: 1120 }}>
      <Summary resource={resource} record={record} />
      <Tabs value={current} variant="scrollable" sx={{ mb: 2, minHeight: 40, borderBottom: 1, borderColor: 'divider' }}>
        {names.map((name) => {
          const field = related.find((each) => each.name === name)
          const drawnLabel = slots.find(({ slot }) => slot.name === name)?.slot.label
          const label = field?.label ?? drawnLabel ?? (name === 'history' ? 'records.history.title' : 'records.details')
          return (
            <Tab
              key={name}
              value={name}
              label={translate(label)}
              component={Link}
              to={to(name)}
              sx={{ minHeight: 40, minWidth: 64, px: { xs: 1.25, sm: 2 } }}
            />
          )
        })}
      </Tabs>
      {current === '' && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 2 }}>
          <Box sx={{ flex: '999 1 420px', minWidth: 0 }}>
            <Details resource={resource} record={record} />
          </Box>
          <RecordAsides />
        </Box>
      )}
      {drawn && <RecordSlot key={drawn.slot.name} placed={drawn} />}
      {shown && <Related key={shown.name} field={shown} record={record} here={to(shown.name)} />}
      {current === 'history' && (
        <Suspense fallback={null}>
          <History resource={resource} record={record} />
        </Suspense>
      )}
    </Box>
  )
}
