import Vpn from '@mui/icons-material/VpnKeyOutlined'
import { Box, Button, Chip, List, ListItem, ListItemIcon, Skeleton, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useTell } from '../parts/use-core.ts'
import type { KeyRecord } from './keys.ts'
import { useScopeWords } from './use-scope-words.ts'

export interface KeyListProps {
  readonly keys: readonly KeyRecord[] | undefined
  /** Where a key is ended. */
  readonly path: '/auth/keys' | '/keys'
  readonly empty: string
}

export function KeyList({ keys, path, empty }: KeyListProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const [asking, setAsking] = useState<KeyRecord | null>(null)
  const { mutate, isPending } = useTell({
    onDone() {
      setAsking(null)
      notify('pages.keys.revoked', { type: 'success' })
    },
  })
  if (!keys) return <Skeleton variant="rectangular" height={120} />
  if (keys.length === 0) return <Empty text={empty} />
  return (
    <>
      <List disablePadding>
        {keys.map((key) => (
          <KeyRow key={key.id} entry={key} onRevoke={() => setAsking(key)} />
        ))}
      </List>
      <Confirm
        isOpen={asking !== null}
        title={translate('pages.keys.ask', { name: asking?.name })}
        action={translate('pages.keys.revoke')}
        isDestructive
        isBusy={isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => asking && mutate({ path: `${path}/${asking.id}`, method: 'DELETE' })}
      >
        {translate('pages.keys.ask_hint')}
      </Confirm>
    </>
  )
}

const shownScopes = 6

function KeyRow({ entry, onRevoke }: { readonly entry: KeyRecord; readonly onRevoke: () => void }) {
  const translate = useTranslate()
  const say = useSay()
  const { scopeName } = useScopeWords()
  const { name, kind, owner, scopes, createdAt, expiresAt, usedAt, usedFrom } = entry
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  const lines = [
    translate('pages.keys.since', { at: say('instant', createdAt) }),
    expiresAt === null
      ? translate('pages.keys.unending')
      : translate(isOver ? 'pages.keys.expired' : 'pages.keys.until', { at: say('instant', expiresAt) }),
    usedAt
      ? translate('pages.keys.used', { at: say('instant', usedAt), from: usedFrom ?? '' })
      : translate('pages.keys.unused'),
  ]
  const rest = scopes.length - shownScopes
  return (
    <ListItem
      sx={{
        '& + &': { borderTop: 1, borderColor: 'divider' },
        gap: 1,
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        alignItems: 'start',
      }}
    >
      <ListItemIcon sx={{ minWidth: 36, pt: 0.5, display: { xs: 'none', sm: 'inline-flex' } }}>
        <Vpn color={isOver ? 'disabled' : 'inherit'} />
      </ListItemIcon>
      <Box sx={{ flex: { xs: '1 1 100%', sm: 1 }, minWidth: 0, display: 'grid', gap: 0.5 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {owner ? `${owner.name} · ${name}` : name}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {lines.join(' · ')}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {kind === 'signing' && (
            <Chip size="small" color="primary" variant="outlined" label={translate('pages.signingKeys.for')} />
          )}
          {scopes.slice(0, shownScopes).map((scope) => (
            <Chip key={scope} size="small" variant="outlined" label={scopeName(scope)} title={scope} />
          ))}
          {rest > 0 && (
            <Chip
              size="small"
              variant="outlined"
              label={translate('pages.keys.more_scopes', { smart_count: rest })}
              title={scopes.slice(shownScopes).map(scopeName).join(', ')}
            />
          )}
        </Box>
      </Box>
      <Button
        size="small"
        color="error"
        sx={{ ml: { xs: -0.5, sm: 0 } }}
        onClick={onRevoke}
        aria-label={`${translate('pages.keys.revoke')}: ${name}`}
      >
        {translate('pages.keys.revoke')}
      </Button>
    </ListItem>
  )
}
