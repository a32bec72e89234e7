import {
  Alert,
  Button,
  FormControlLabel,
  List,
  ListItem,
  ListItemText,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useTell } from '../parts/use-core.ts'
import type { Loss, Tenant } from './tenants.ts'

export interface DeletionCardProps {
  readonly tenant: Tenant
  readonly loss: Loss
  readonly graceDays: number
}

/** The end of a business: what goes with it is said before, and its short name is typed. */
export function DeletionCard({ tenant, loss, graceDays }: DeletionCardProps) {
  const translate = useTranslate()
  const [isAsking, setAsking] = useState(false)
  const isParent = loss.children.length > 0
  return (
    <Card title={translate('pages.tenant.delete.title')} lead={translate('pages.tenant.delete.lead')}>
      {isParent && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {translate('pages.tenant.delete.children', { names: loss.children.join(', ') })}
        </Alert>
      )}
      <Button color="error" variant="outlined" disabled={isParent} onClick={() => setAsking(true)}>
        {translate('pages.tenant.delete.start')}
      </Button>
      {isAsking && <Asking tenant={tenant} loss={loss} graceDays={graceDays} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function Asking({ tenant, loss, graceDays, onClose }: DeletionCardProps & { readonly onClose: () => void }) {
  const translate = useTranslate()
  const [slug, setSlug] = useState('')
  const [days, setDays] = useState(String(graceDays))
  const [eraseUsers, setErase] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell({
    onDone: onClose,
    onRefused({ message, errors }) {
      setRefusal(errors?.['slug'] ?? message)
      return true
    },
  })
  const count = Number(days)
  const isSound = days !== '' && Number.isInteger(count) && count >= 0 && count <= 3650
  return (
    <Confirm
      isOpen
      isDestructive
      title={translate('pages.tenant.delete.confirm', { name: tenant.name })}
      action={translate('pages.tenant.delete.start')}
      isBusy={isPending}
      isDisabled={slug !== tenant.slug || !isSound}
      onClose={onClose}
      onConfirm={() => mutate({ path: `/tenants/${tenant.id}/deletion`, body: { slug, days: count, eraseUsers } })}
    >
      <Typography>{translate('pages.tenant.delete.lost')}</Typography>
      <LossList loss={loss} />
      <FormControlLabel
        control={<Switch checked={eraseUsers} onChange={(_event, checked) => setErase(checked)} />}
        label={translate('pages.tenant.delete.erase', { smart_count: loss.lonely })}
        disabled={loss.lonely === 0}
      />
      <TextField
        type="number"
        fullWidth
        margin="normal"
        label={translate('pages.tenant.delete.days')}
        value={days}
        onChange={({ target }) => setDays(target.value)}
        error={!isSound}
        helperText={translate('pages.tenant.delete.days_hint')}
        slotProps={{ htmlInput: { min: 0, max: 3650 } }}
      />
      <TextField
        fullWidth
        margin="normal"
        autoComplete="off"
        label={translate('pages.tenant.delete.type', { slug: tenant.slug })}
        value={slug}
        onChange={({ target }) => setSlug(target.value)}
        error={refusal !== undefined}
        helperText={refusal}
      />
    </Confirm>
  )
}

const mostShown = 8

function LossList({ loss }: { readonly loss: Loss }) {
  const translate = useTranslate()
  const say = useSay()
  const noun = useNoun()
  const named = loss.rows.filter(({ resource }) => resource !== '' && resource !== 'people' && resource !== 'roles')
  const rows = [
    [translate('core:quotas.people'), loss.people] as const,
    ...named.slice(0, mostShown).map(({ resource, rows }) => [noun(resource, { count: 2 }), rows] as const),
  ]
  return (
    <List dense disablePadding sx={{ my: 1, columnCount: { sm: 2 } }}>
      {rows.map(([name, count]) => (
        <ListItem key={name} disableGutters sx={{ breakInside: 'avoid' }}>
          <ListItemText primary={`${say('number', count)} · ${name}`} />
        </ListItem>
      ))}
    </List>
  )
}
