import { MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useCore } from '../parts/use-core.ts'
import { useForm } from '../parts/use-form.ts'
import { type Settings, SettingsFields, settingsOf } from './settings-fields.tsx'
import type { Tenant } from './tenants.ts'

/** A new business, below another or on its own, with the plugins it begins with and its first administrator. */
export function NewTenant({ parent, onClose }: { readonly parent: Tenant | null; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const { data: plugins } =
    useCore<readonly { name: string; label: string; fixed: boolean; enabled: boolean }[]>('/plugins')
  const [settings, setSettings] = useState<Settings>({ ...settingsOf(parent ?? tenant), name: '' })
  const [slug, setSlug] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [admin, setAdmin] = useState({ name: '', email: '' })
  const on = chosen ?? plugins?.filter(({ enabled, fixed }) => enabled && !fixed).map(({ name }) => name) ?? []
  const address = slug ?? slugOf(settings.name)
  const { send, told, ...form } = useForm<Tenant>(({ name }) => {
    notify('pages.tenants.created', { type: 'success', messageArgs: { name } })
    onClose()
  })
  const submit = () => {
    send({
      path: '/tenants',
      body: { ...settings, slug: address, parent: parent?.id ?? null, plugins: on, ...(admin.email && { admin }) },
    })
  }
  return (
    <FormDialog
      {...form}
      title={parent ? translate('pages.tenants.new_below_of', { name: parent.name }) : translate('pages.tenants.new')}
      submit={translate('ra.action.create')}
      isReady={settings.name.trim() !== '' && address !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <SettingsFields value={settings} errors={form.refused?.errors ?? {}} onChange={setSettings} />
      <TextField
        required
        label={translate('pages.tenants.slug')}
        value={address}
        onChange={({ target }) => setSlug(target.value)}
        {...told('slug', `${location.origin}/at/${address}`)}
      />
      <TextField
        select
        label={translate('pages.plugins.title')}
        value={on}
        onChange={({ target }) => setChosen(target.value as unknown as string[])}
        slotProps={{ select: { multiple: true } }}
      >
        {(plugins ?? [])
          .filter(({ fixed }) => !fixed)
          .map(({ name, label }) => (
            <MenuItem key={name} value={name}>
              {translate(label)}
            </MenuItem>
          ))}
      </TextField>
      <Typography component="h3" variant="subtitle2">
        {translate('pages.tenants.admin')}
      </Typography>
      <TextField
        label={translate('core:resources.people.fields.name')}
        value={admin.name}
        onChange={({ target }) => setAdmin({ ...admin, name: target.value })}
        {...told('admin.name')}
      />
      <TextField
        type="email"
        label={translate('core:resources.people.fields.email')}
        value={admin.email}
        onChange={({ target }) => setAdmin({ ...admin, email: target.value })}
        {...told('admin.email')}
      />
    </FormDialog>
  )
}

/** “Studio Nord” → `studio-nord`. */
const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
