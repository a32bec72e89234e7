import { MenuItem, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useForm } from '../parts/use-form.ts'
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
  const { send, told, ...form } = useForm<PersonRecord>(async ({ email }) => {
    notify('pages.people.invite.sent', { type: 'success', messageArgs: { email } })
    onClose()
    await queries.invalidateQueries({ queryKey: ['people'] })
  })
  const submit = () => {
    const chosen = roles.filter(({ id }) => given.roles.includes(id))
    const isClient = chosen.length > 0 && chosen.every(({ archetype }) => archetype === 'client')
    send({ path: '/people', body: { ...given, kind: isClient ? 'client' : 'staff' } })
  }
  const field = (name: keyof typeof given) => ({
    value: given[name],
    ...told(name, name === 'language' ? translate('pages.people.invite.language') : undefined),
    onChange: ({ target }: { target: { value: unknown } }) => setGiven({ ...given, [name]: target.value }),
  })
  const label = (name: string) => translate(`core:resources.people.fields.${name}`)
  return (
    <FormDialog
      {...form}
      title={translate('pages.people.invite.title')}
      submit={translate('pages.people.invite.send')}
      isReady={given.name.trim() !== '' && given.email.trim() !== '' && given.roles.length > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField autoFocus required label={label('name')} autoComplete="off" {...field('name')} />
      <TextField required type="email" label={label('email')} autoComplete="off" {...field('email')} />
      <TextField select required label={label('roles')} {...field('roles')} slotProps={{ select: { multiple: true } }}>
        {roles.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField select label={label('language')} {...field('language')}>
        {languages.map(({ language, name }) => (
          <MenuItem key={language} value={language}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  )
}
