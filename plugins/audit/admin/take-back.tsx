import { kindOf, problemOf, useCore, useManifest, useTell } from '@guildhall/admin-ui'
import type { Reversal } from '@guildhall/sdk'
import {
  Alert,
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Skeleton,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { RecordContextProvider, ResourceContextProvider, useNotify, useRefresh, useTranslate } from 'react-admin'

/** A change beside the record as it is now; chosen fields are given back what they had. */
export function TakeBack({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const refresh = useRefresh()
  const { data, error } = useCore<Reversal>(`/audit/entries/${id}`)
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const tell = useTell({
    onDone() {
      notify('audit:slots.past.done', { type: 'success' })
      refresh()
      onClose()
    },
    onRefused({ message }) {
      setRefusal(message)
      return true
    },
  })
  const ready = data?.fields.filter(({ state }) => state === 'ready').map(({ name }) => name) ?? []
  const wanted = chosen ?? new Set(ready)
  const toggle = (name: string) => {
    const next = new Set(wanted)
    if (!next.delete(name)) next.add(name)
    setChosen(next)
  }
  const isDeletion = data?.entry.action === 'delete'
  const take = () =>
    tell.mutate({
      path: `/audit/entries/${id}/take-back`,
      body: isDeletion ? {} : { fields: [...wanted], ...(data?.version != null && { version: data.version }) },
    })
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="take-back">
      <DialogTitle id="take-back">{translate('audit:slots.past.question')}</DialogTitle>
      <DialogContent>
        {error && <Alert severity="error">{problemOf(error)?.message ?? error.message}</Alert>}
        {!data && !error && <Skeleton variant="rounded" height={120} />}
        {data?.refused && <Alert severity="info">{translate(`core:errors.${data.refused}`)}</Alert>}
        {refusal && <Alert severity="error">{refusal}</Alert>}
        {data && (
          <ResourceContextProvider value={data.entry.resource}>
            {data.fields.map((field) => (
              <Choice
                key={field.name}
                resource={data.entry.resource}
                field={field}
                isChosen={isDeletion ? field.state === 'ready' : wanted.has(field.name)}
                isFixed={isDeletion || data.refused !== null || !['ready', 'moved'].includes(field.state)}
                onToggle={() => toggle(field.name)}
              />
            ))}
          </ResourceContextProvider>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('audit:slots.past.cancel')}</Button>
        <Button
          variant="contained"
          loading={tell.isPending}
          disabled={!data || data.refused !== null || (!isDeletion && wanted.size === 0)}
          onClick={take}
        >
          {translate('audit:slots.past.do')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly resource: string
  readonly field: Reversal['fields'][number]
  readonly isChosen: boolean
  readonly isFixed: boolean
  readonly onToggle: () => void
}

function Choice({ resource, field, isChosen, isFixed, onToggle }: ChoiceProps) {
  const translate = useTranslate()
  const described = useManifest()
    .resource(resource)
    ?.fields.find(({ name }) => name === field.name)
  if (!described) return null
  const { Cell } = kindOf(described.kind)
  const value = (shown: unknown) => (
    <RecordContextProvider value={{ id: field.name, [field.name]: shown }}>
      <Cell field={described} source={field.name} isFull />
    </RecordContextProvider>
  )
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <FormControlLabel
        control={<Checkbox checked={isChosen} disabled={isFixed} onChange={onToggle} />}
        label={translate(described.label)}
      />
      <Typography variant="caption" color={field.state === 'moved' ? 'warning' : 'textSecondary'}>
        {translate(`audit:slots.past.states.${field.state}`)}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 1, pl: 4 }}>
        <Typography variant="body2" component="div">
          {translate('audit:slots.past.now')}: {value(field.now)}
        </Typography>
        <Typography variant="body2" component="div">
          {translate('audit:slots.past.then')}: {value(field.then)}
        </Typography>
      </Box>
    </Box>
  )
}
