import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useTell } from '../parts/use-core.ts'
import type { PersonRecord, RoleName } from './people.ts'

export interface InviteProps {
  readonly roles: readonly RoleName[]
  readonly onClose: () => void
}

/** Name, address, roles, language: the mail goes out at once. */
export function Invite({ roles, onClose }: InviteProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const queries = useQueryClient()
  const { languages, tenant } = useManifest()
  const [given, setGiven] = useState({ name: '', email: '', roles: [] as string[], language: tenant.language })
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const { mutate, isPending } = useTell<PersonRecord>({
    async onDone({ email }) {
      notify('pages.people.invite.sent', { type: 'success', messageArgs: { email } })
      onClose()
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
    onRefused: ({ message, errors }) => {
      setRefusals((errors as Record<string, string> | undefined) ?? { '': message })
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = roles.filter(({ id }) => given.roles.includes(id))
    const isClient = chosen.length > 0 && chosen.every(({ archetype }) => archetype === 'client')
    mutate({ path: '/people', body: { ...given, kind: isClient ? 'client' : 'staff' } })
  }
  const field = (name: keyof typeof given) => ({
    value: given[name],
    error: refusals[name] !== undefined,
    helperText: refusals[name],
    onChange: ({ target }: { target: { value: unknown } }) => setGiven({ ...given, [name]: target.value }),
  })
  const label = (name: string) => translate(`core:resources.people.fields.${name}`)
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="invite">
      <form onSubmit={submit} noValidate>
        <DialogTitle id="invite">{translate('pages.people.invite.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          {refusals[''] && <Alert severity="error">{refusals['']}</Alert>}
          <TextField autoFocus required label={label('name')} autoComplete="off" {...field('name')} />
          <TextField required type="email" label={label('email')} autoComplete="off" {...field('email')} />
          <TextField
            select
            required
            label={label('roles')}
            {...field('roles')}
            slotProps={{ select: { multiple: true } }}
          >
            {roles.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={label('language')}
            {...field('language')}
            helperText={translate('pages.people.invite.language')}
          >
            {languages.map(({ language, name }) => (
              <MenuItem key={language} value={language}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={isPending}
            disabled={!given.name.trim() || !given.email.trim() || given.roles.length === 0}
          >
            {translate('pages.people.invite.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
