import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Card } from '@mui/material'
import { lazy, Suspense } from 'react'
import { ListBase, Title, useResourceContext, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { PlainSlot } from '../slots/places.tsx'
import { useSlots } from '../slots/use-slots.ts'
import { useNoun } from '../words/nouns.ts'
import { BulkBar } from './list/bulk/bulk-bar.tsx'
import { Cards } from './list/cards.tsx'
import { useIsPhone } from './list/is-phone.ts'
import { ListBar } from './list/list-bar.tsx'
import { ListKeys } from './list/list-keys.ts'
import { NameDialog } from './list/name-dialog.tsx'
import { Pager } from './list/pager.tsx'
import { useSavedViews } from './list/saved-views.ts'
import { RecordTable } from './list/table.tsx'
import { useColumns } from './list/use-columns.ts'
import { type Look, useKind, useLook } from './list/use-look.ts'
import { useMayShare } from './list/use-may-share.ts'
import { useViews } from './list/use-views.ts'
import { isOwnKind } from './list/view-kinds.ts'
import { ViewStrip } from './list/view-strip.tsx'
import { ViewWaiting } from './views/view-waiting.tsx'

const kinds = {
  board: lazy(() => import('./views/board/board.tsx')),
  calendar: lazy(() => import('./views/calendar/calendar.tsx')),
  timeline: lazy(() => import('./views/timeline/timeline.tsx')),
  tree: lazy(() => import('./views/tree/tree.tsx')),
}

/** The list of any resource, in whatever way somebody looks at it. */
export function RecordList() {
  const resource = useManifest().require(useResourceContext() ?? '')
  const [field, order] = resource.sort
  const kind = useKind(resource)
  const isPhone = useIsPhone()
  return (
    <ListBase
      key={resource.name}
      sort={{ field, order }}
      perPage={25}
      exporter={false}
      // Other ways of looking ask for what they show themselves.
      queryOptions={{ enabled: (kind === 'table' && !isPhone) || isOwnKind(kind) }}
    >
      <Screen resource={resource} />
    </ListBase>
  )
}

function Screen({ resource }: { readonly resource: ManifestResource }) {
  const noun = useNoun()
  const translate = useTranslate()
  const look = useLook(resource)
  const saved = useSavedViews(resource.name)
  const current = saved.views.find(({ id }) => id === look.view)
  const columns = useColumns(resource, current)
  const views = useViews({ resource, look, saved, current, columns })
  const mayShare = useMayShare()
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.25, minWidth: 0, pt: 1.5, pb: 3 }}>
      <ListKeys resource={resource} />
      <Title title={noun(resource.name, { count: 2, capitalized: true })} />
      <ViewStrip views={views} />
      <ListBar resource={resource} look={look} columns={columns} views={views} />
      <Body resource={resource} look={look} columns={columns} />
      <NameDialog
        title={translate('lists.views.save')}
        isOpen={views.isNaming}
        mayShare={mayShare}
        onClose={views.closeName}
        onName={views.saveAs}
      />
    </Box>
  )
}

interface BodyProps {
  readonly resource: ManifestResource
  readonly look: Look
  readonly columns: ReturnType<typeof useColumns>
}

function Body({ resource, look, columns }: BodyProps) {
  const isPhone = useIsPhone()
  const own = useSlots('list', resource.name).find(
    ({ module, slot }) => look.kind === `own:${module.plugin}/${slot.name}`,
  )
  if (own) return <PlainSlot placed={own} />
  // A plugin's way of looking that is no longer there leaves the table.
  if (look.kind !== 'table' && !isOwnKind(look.kind)) {
    const View = kinds[look.kind]
    return (
      <Suspense fallback={<ViewWaiting />}>
        <View resource={resource} look={look} />
      </Suspense>
    )
  }
  if (isPhone) return <Cards resource={resource} />
  return (
    <div>
      <BulkBar resource={resource} />
      <Card variant="outlined">
        <RecordTable resource={resource} fields={columns.fields} />
        <Pager />
      </Card>
    </div>
  )
}
