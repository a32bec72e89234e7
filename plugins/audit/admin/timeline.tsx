import type { GuildhallData } from '@guildhall/admin-ui'
import { Card, Empty, HistoryEntry, type PastEntry, useManifest, useNoun, useSay } from '@guildhall/admin-ui'
import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Box, Button, Skeleton, Typography } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import { RecordLink } from './record-link.tsx'
import { TakeBack } from './take-back.tsx'

type Found = PastEntry & { readonly resource: string; readonly record: string; readonly request?: string }

/** What happened to all records, newest first. */
export function Timeline({ query }: { readonly query: string }) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const [opened, setOpened] = useState<string | null>(null)
  const {
    data: pages,
    error,
    isPending,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery({
    queryKey: ['core', 'audit', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      data.call<{ entries: Found[]; next: string | null }>(
        `/audit/entries?${query}${pageParam && `&before=${pageParam}`}`,
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={320} />
  const entries = pages.pages.flatMap((page) => page.entries)
  return (
    <Card>
      {entries.length === 0 && !hasNextPage && <Empty text={translate('audit:slots.past.empty')} />}
      <Box component="ol" aria-label={translate('audit:slots.past.title')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} onTakeBack={() => setOpened(entry.id)} />
        ))}
      </Box>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {translate('audit:slots.past.more')}
        </Button>
      )}
      {opened && <TakeBack id={opened} onClose={() => setOpened(null)} />}
    </Card>
  )
}

function Line({ entry, onTakeBack }: { readonly entry: Found; readonly onTakeBack: () => void }) {
  const translate = useTranslate()
  const noun = useNoun()
  const { tenant, resource: described } = useManifest()
  const resource = described(entry.resource)
  if (!resource) return <TenantLine entry={entry} />
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5, '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Typography variant="body2" color="textSecondary">
          {noun(resource.name, { count: 1, capitalized: true })}
        </Typography>
        {entry.action !== 'delete' && entry.record !== tenant.id && (
          <RecordLink resource={entry.resource} id={entry.record} />
        )}
        {mayBeTakenBack(resource, entry) && (
          <Button size="small" onClick={onTakeBack} sx={{ ml: 'auto' }}>
            {translate('audit:slots.past.takeBack')}
          </Button>
        )}
      </Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        <HistoryEntry resource={resource} entry={entry} />
      </Box>
      {entry.action === 'read' && <Seen entry={entry} />}
    </Box>
  )
}

/** What only code writes is never taken back; whether the rest can be, its dialog says. */
function mayBeTakenBack({ fields }: ManifestResource, { action, before }: Found): boolean {
  if (!before) return false
  const written = (name: string) =>
    fields.some((field) => field.name === name && !field.computed && field.kind !== 'state')
  return action === 'delete' || Object.keys(before).some(written)
}

/** What somebody was shown, and of how many records. */
function Seen({ entry }: { readonly entry: Found }) {
  const translate = useTranslate()
  const { resource } = useManifest()
  const { fields = [], records = [entry.record] } = (entry.input ?? {}) as {
    fields?: readonly string[]
    records?: readonly string[]
  }
  const described = resource(entry.resource)?.fields ?? []
  const labels = described.filter(({ name }) => fields.includes(name)).map(({ label }) => translate(label))
  return (
    <Typography variant="body2" color="textSecondary" sx={{ pb: 1.5 }}>
      {translate('audit:slots.past.seen', { fields: labels.join(', '), smart_count: records.length })}
    </Typography>
  )
}

/** What was done to the business itself: its plugins, words, keys. */
function TenantLine({ entry }: { readonly entry: Found }) {
  const translate = useTranslate()
  const say = useSay()
  const { resource, action, actor, at, before, after } = entry
  const named = (prefix: string, name: string) => translate(`audit:slots.past.${prefix}.${name}`, { _: name })
  const changed = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 1.5, '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="body2" color="textSecondary">
          {translate('audit:slots.past.tenant')}
        </Typography>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {named('parts', resource)}: {named('acts', action)}
        </Typography>
        <Typography variant="body2">{actor?.label}</Typography>
        {at && (
          <Typography component="time" dateTime={at} variant="caption" color="textSecondary">
            {say('instant', at)}
          </Typography>
        )}
      </Box>
      {changed.map((name) => (
        <Typography key={name} variant="caption" component="p" sx={{ overflowWrap: 'anywhere', m: 0 }}>
          {name}:{' '}
          {[before?.[name], after?.[name]]
            .filter((value) => value !== undefined)
            .map(shortly)
            .join(' → ')}
        </Typography>
      ))}
    </Box>
  )
}

const shortly = (value: unknown): string => {
  if (value === null || value === '') return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
