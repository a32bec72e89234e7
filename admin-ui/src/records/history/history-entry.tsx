import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Avatar, Box, Typography } from '@mui/material'
import { RecordContextProvider, ResourceContextProvider, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { isNothing } from '../../fields/nothing.tsx'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { changesOf, type Entry, type FieldChange, inputOf } from './entry.ts'

interface HistoryEntryProps {
  readonly resource: ManifestResource
  readonly entry: Entry
}

/** One change: who, what, when, and what it made of which value. */
export function HistoryEntry({ resource, entry }: HistoryEntryProps) {
  const translate = useTranslate()
  const say = useSay()
  const { plugins } = useManifest()
  const { action, actor, at } = entry
  const plugin = actor?.kind === 'plugin' ? plugins.find(({ name }) => actor.label.endsWith(name)) : undefined
  const who = plugin
    ? translate(plugin.label)
    : actor?.for
      ? translate('records.history.acting', { by: actor.label, for: actor.for })
      : actor?.label
  const label = resource.actions.find(({ name }) => name === action)?.label ?? `records.history.done.${action}`
  const told = inputOf(resource, entry)
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '32px minmax(0, 1fr)',
        columnGap: 1.5,
        pb: 2.5,
        position: 'relative',
      }}
    >
      <Avatar
        aria-hidden
        sx={{ width: 32, height: 32, fontSize: 14, bgcolor: 'action.selected', color: 'text.primary' }}
      >
        {who?.charAt(0) ?? '·'}
      </Avatar>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline', minHeight: 32 }}>
          <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
            {translate(label)}
          </Typography>
          <Typography component="span" variant="body2">
            {who}
          </Typography>
          {at && (
            <Typography component="time" dateTime={at} variant="caption" color="textSecondary">
              {say('instant', at)}
            </Typography>
          )}
        </Box>
        <ResourceContextProvider value={resource.name}>
          {told.length > 0 && <Changes id={entry.id} changes={told} isAlone />}
          <Changes id={entry.id} changes={changesOf(resource, entry)} isAlone={!entry.before} />
        </ResourceContextProvider>
      </Box>
    </Box>
  )
}

interface ChangesProps {
  readonly id: string
  readonly changes: readonly FieldChange[]
  /** There was nothing before. */
  readonly isAlone?: boolean
}

function Changes({ id, changes, isAlone = false }: ChangesProps) {
  if (changes.length === 0) return null
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        mb: 0.5,
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(120px, 200px) minmax(0, 1fr)' },
        columnGap: 2,
        rowGap: 0.5,
      }}
    >
      {changes.map((change) => (
        <Change key={change.field.name} id={id} change={change} isAlone={isAlone} />
      ))}
    </Box>
  )
}

function Change({
  id,
  change,
  isAlone,
}: {
  readonly id: string
  readonly change: FieldChange
  readonly isAlone: boolean
}) {
  const translate = useTranslate()
  const { field, before, after, isForgotten } = change
  const { Cell } = kindOf(field.kind)
  const value = (shown: unknown) => (
    <RecordContextProvider value={{ id, [field.name]: shown }}>
      <Cell field={field} source={field.name} isFull />
    </RecordContextProvider>
  )
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {translate(field.label)}
      </Typography>
      <Box
        component="dd"
        sx={{ m: 0, mb: { xs: 1, sm: 0 }, display: 'flex', flexWrap: 'wrap', columnGap: 1, minWidth: 0 }}
      >
        {isForgotten ? (
          <Typography variant="body2" color="textSecondary" sx={{ fontStyle: 'italic' }}>
            {translate('records.history.forgotten')}
          </Typography>
        ) : (
          <>
            {!isAlone && !isNothing(before) && (
              <>
                <Box component="del" sx={{ textDecorationColor: 'text.disabled', minWidth: 0 }}>
                  {value(before)}
                </Box>
                <Box component="span" aria-hidden sx={{ color: 'text.secondary' }}>
                  →
                </Box>
              </>
            )}
            <Box component={isAlone ? 'span' : 'ins'} sx={{ textDecoration: 'none', minWidth: 0 }}>
              {value(after)}
            </Box>
          </>
        )}
      </Box>
    </>
  )
}
