import { Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useTell } from '../parts/use-core.ts'
import type { RoleRecord } from './rights.ts'

export const archetypes = ['admin', 'manager', 'worker', 'client', 'observer'] as const

export function NewRole({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [archetype, setArchetype] = useState<string>('worker')
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell<RoleRecord>({
    onDone: ({ id }) => navigate(`/roles/${id}`),
    onRefused: ({ message, errors }) => {
      setRefusal((errors as Record<string, string> | undefined)?.['name'] ?? message)
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ path: '/roles', body: { name: name.trim(), archetype } })
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="new-role">
      <form onSubmit={submit}>
        <DialogTitle id="new-role">{translate('pages.roles.new')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          <TextField
            autoFocus
            required
            label={translate('core:resources.roles.fields.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={refusal !== undefined}
            helperText={refusal}
          />
          <TextField
            select
            label={translate('core:resources.roles.fields.archetype')}
            value={archetype}
            onChange={(event) => setArchetype(event.target.value)}
            helperText={translate('pages.roles.archetype_hint')}
          >
            {archetypes.map((each) => (
              <MenuItem key={each} value={each}>
                {translate(`core:archetypes.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isPending} disabled={name.trim() === ''}>
            {translate('ra.action.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
