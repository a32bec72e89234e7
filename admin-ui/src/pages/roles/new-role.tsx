import { MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useForm } from '../parts/use-form.ts'
import type { RoleRecord } from './rights.ts'

export const archetypes = ['admin', 'manager', 'worker', 'client', 'observer'] as const

export function NewRole({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [archetype, setArchetype] = useState<string>('worker')
  const { send, told, ...form } = useForm<RoleRecord>(({ id }) => navigate(`/roles/${id}`))
  return (
    <FormDialog
      {...form}
      title={translate('pages.roles.new')}
      submit={translate('ra.action.create')}
      isReady={name.trim() !== ''}
      width="xs"
      onSubmit={() => send({ path: '/roles', body: { name: name.trim(), archetype } })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        label={translate('core:resources.roles.fields.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        {...told('name')}
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
    </FormDialog>
  )
}
