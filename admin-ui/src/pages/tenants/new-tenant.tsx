import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
  Typography,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useCore, useTell } from '../parts/use-core.ts'
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
  const [refusal, setRefusal] = useState<{ message: string; errors: Record<string, string> }>()
  const on = chosen ?? plugins?.filter(({ enabled, fixed }) => enabled && !fixed).map(({ name }) => name) ?? []
  const address = slug ?? slugOf(settings.name)
  const { mutate, isPending } = useTell<Tenant>({
    onDone({ name }) {
      notify('pages.tenants.created', { type: 'success', messageArgs: { name } })
      onClose()
    },
    onRefused({ message, errors }) {
      setRefusal({ message, errors: (errors as Record<string, string> | undefined) ?? {} })
      return true
    },
  })
  const errors = refusal?.errors ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({
      path: '/tenants',
      body: { ...settings, slug: address, parent: parent?.id ?? null, plugins: on, ...(admin.email && { admin }) },
    })
  }
  const told = (name: string) => ({ error: errors[name] !== undefined, helperText: errors[name] })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="new-tenant">
      <form onSubmit={submit} noValidate>
        <DialogTitle id="new-tenant">
          {parent ? translate('pages.tenants.new_below_of', { name: parent.name }) : translate('pages.tenants.new')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          {refusal && <Alert severity="error">{refusal.message}</Alert>}
          <SettingsFields value={settings} errors={errors} onChange={setSettings} />
          <TextField
            required
            label={translate('pages.tenants.slug')}
            value={address}
            onChange={({ target }) => setSlug(target.value)}
            error={errors['slug'] !== undefined}
            helperText={errors['slug'] ?? `${location.origin}/at/${address}`}
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
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isPending} disabled={!settings.name.trim() || !address}>
            {translate('ra.action.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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
