import { TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { CopyLine } from '../parts/copy-line.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useForm } from '../parts/use-form.ts'
import { ProviderChoices } from './provider-choices.tsx'
import { noProvider, type Provider } from './providers.ts'

export interface ProviderFormProps {
  /** Null for a new one. */
  readonly provider: Provider | null
  readonly onClose: () => void
}

/** What the provider is called and where it is, what it calls us, and who may come in by it. */
export function ProviderForm({ provider, onClose }: ProviderFormProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const [values, setValues] = useState({ ...noProvider, ...(provider && valuesOf(provider)) })
  const [domains, setDomains] = useState(values.domains.join(' '))
  const [secret, setSecret] = useState('')
  const { send, told, ...form } = useForm<Provider>(() => {
    notify('pages.providers.saved', { type: 'success' })
    onClose()
  })
  const submit = () => {
    const body = { ...values, domains: domains.split(/[\s,;]+/).filter(Boolean), ...(secret && { secret }) }
    send(provider ? { path: `/providers/${provider.id}`, method: 'PATCH', body } : { path: '/providers', body })
  }
  const text = (name: 'label' | 'slug' | 'issuer' | 'clientId', hint?: string) => ({
    label: translate(`pages.providers.${name}`),
    value: values[name],
    required: true,
    ...told(name, hint),
    onChange: ({ target }: { target: { value: string } }) => setValues({ ...values, [name]: target.value }),
    slotProps: { htmlInput: { autoComplete: 'off' } },
  })
  const domainError = Object.entries(form.refused?.errors ?? {}).find(([path]) => path.startsWith('domains'))?.[1]
  return (
    <FormDialog
      {...form}
      title={
        provider ? translate('pages.providers.change', { name: provider.label }) : translate('pages.providers.new')
      }
      isReady={values.label.trim() !== '' && values.slug !== '' && values.clientId !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField autoFocus {...text('label', translate('pages.providers.label_hint'))} />
      <TextField {...text('slug', translate('pages.providers.slug_hint'))} />
      {values.slug && (
        <CopyLine label={translate('pages.providers.redirect')} text={`${location.origin}/sign-in/${values.slug}`} />
      )}
      <TextField {...text('issuer', translate('pages.providers.issuer_hint'))} type="url" />
      <TextField {...text('clientId')} />
      <TextField
        type="password"
        label={translate('pages.providers.secret')}
        value={secret}
        {...told('secret', translate(`pages.providers.${provider?.hasSecret ? 'secret_kept' : 'secret_hint'}`))}
        onChange={({ target }) => setSecret(target.value)}
        slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
      />
      <TextField
        label={translate('pages.providers.domains')}
        value={domains}
        error={domainError !== undefined}
        helperText={domainError ?? translate('pages.providers.domains_hint')}
        onChange={({ target }) => setDomains(target.value)}
      />
      <ProviderChoices value={values} error={form.errorOf('newcomers')} onChange={setValues} />
    </FormDialog>
  )
}

/** What may be changed of one; the rest is the server's. */
const valuesOf = ({ slug, label, issuer, clientId, domains, trusted, bothSteps, newcomers, active }: Provider) => ({
  ...{ slug, label, issuer, clientId, domains, trusted, bothSteps, newcomers, active },
})
