import { Box, Button, Chip, ListItem, Typography } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { goAbroad } from '../../server/abroad.ts'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { useTell } from '../parts/use-core.ts'
import type { LinkRecord } from './links.ts'

export interface LinkRowProps {
  readonly link: LinkRecord
  readonly onRename: () => void
  readonly onRemove: () => void
}

const tones = { working: 'success', refused: 'error', failing: 'warning' } as const

export function LinkRow({ link, onRename, onRemove }: LinkRowProps) {
  const translate = useTranslate()
  const { tenant } = useManifest()
  const { id, name } = link
  const act = (key: string) => ({ 'aria-label': `${translate(key)}: ${name}`, children: translate(key) })
  return (
    <ListItem divider sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
      <About {...link} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <Button
          variant="outlined"
          size="small"
          {...act('pages.links.open')}
          onClick={() => goAbroad(tenant.slug, id)}
        />
        <TestButton {...link} />
        <Button size="small" color="inherit" {...act('pages.links.rename')} onClick={onRename} />
        <Button size="small" color="error" {...act('ra.action.remove')} onClick={onRemove} />
      </Box>
    </ListItem>
  )
}

function TestButton({ id, name }: LinkRecord) {
  const translate = useTranslate()
  const notify = useNotify()
  const { mutate, isPending } = useTell({
    onDone: () => notify('pages.links.works', { type: 'success', messageArgs: { name } }),
  })
  return (
    <Button
      size="small"
      color="inherit"
      loading={isPending}
      aria-label={`${translate('pages.links.test')}: ${name}`}
      onClick={() => mutate({ path: `/links/${id}/test`, body: undefined })}
    >
      {translate('pages.links.test')}
    </Button>
  )
}

function About({ name, url, tenant, state, succeededAt, failure, addedBy, createdAt }: LinkRecord) {
  const translate = useTranslate()
  const say = useSay()
  const lines = [
    tenant.name === name ? null : tenant.name,
    new URL(url).host,
    succeededAt && translate('pages.links.succeeded', { at: say('instant', succeededAt) }),
    translate('pages.links.added', { by: addedBy, at: say('instant', createdAt) }),
  ]
  return (
    <Box sx={{ flex: '1 1 260px', minWidth: 0, display: 'grid', gap: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Chip size="small" variant="outlined" color={tones[state]} label={translate(`pages.links.state.${state}`)} />
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {lines.filter(Boolean).join(' · ')}
      </Typography>
      {state !== 'working' && failure && (
        <Typography variant="body2" color="error">
          {failure.message}
        </Typography>
      )}
    </Box>
  )
}
