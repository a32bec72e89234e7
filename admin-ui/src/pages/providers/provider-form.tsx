import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useTell } from '../parts/use-core.ts'
import { ProviderChoices } from './provider-choices.tsx'
import { noProvider, type Provider } from './providers.ts'
import { RedirectAddress } from './redirect-address.tsx'

export interface ProviderFormProps {
  /** Null for a new one. */
  readonly provider: Provider | null
  readonly onClose: () => void
}

/** What the provider is called and where it is, what it calls us, and who may come in by it. */
export function ProviderForm({ provider, onClose }: ProviderFormProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  const [values, setValues] = useState({ ...noProvider, ...(provider && valuesOf(provider)) })
  const [domains, setDomains] = useState(values.domains.join(' '))
  const [secret, setSecret] = useState('')
  const [refusal, setRefusal] = useState<{ message: string; errors: Record<string, string> }>()
  const errors = refusal?.errors ?? {}
  const { mutate, isPending } = useTell<Provider>({
    onDone() {
      notify('pages.providers.saved', { type: 'success' })
      onClose()
    },
    onRefused({ message, errors: told }) {
      setRefusal({ message, errors: (told as Record<string, string> | undefined) ?? {} })
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    const body = { ...values, domains: domains.split(/[\s,;]+/).filter(Boolean), ...(secret && { secret }) }
    mutate(provider ? { path: `/providers/${provider.id}`, method: 'PATCH', body } : { path: '/providers', body })
  }
  const text = (name: 'label' | 'slug' | 'issuer' | 'clientId', hint?: string) => ({
    label: translate(`pages.providers.${name}`),
    value: values[name],
    required: true,
    error: errors[name] !== undefined,
    helperText: errors[name] ?? hint,
    onChange: ({ target }: { target: { value: string } }) => setValues({ ...values, [name]: target.value }),
    slotProps: { htmlInput: { autoComplete: 'off' } },
  })
  const domainError = Object.entries(errors).find(([path]) => path.startsWith('domains'))?.[1]
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth fullScreen={isPhone} aria-labelledby="provider">
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id="provider">
          {provider ? translate('pages.providers.change', { name: provider.label }) : translate('pages.providers.new')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important', alignContent: 'start' }}>
          {refusal && Object.keys(errors).length === 0 && <Alert severity="error">{refusal.message}</Alert>}
          <TextField autoFocus {...text('label', translate('pages.providers.label_hint'))} />
          <TextField {...text('slug', translate('pages.providers.slug_hint'))} />
          <RedirectAddress slug={values.slug} />
          <TextField {...text('issuer', translate('pages.providers.issuer_hint'))} type="url" />
          <TextField {...text('clientId')} />
          <TextField
            type="password"
            label={translate('pages.providers.secret')}
            value={secret}
            error={errors['secret'] !== undefined}
            helperText={
              errors['secret'] ?? translate(`pages.providers.${provider?.hasSecret ? 'secret_kept' : 'secret_hint'}`)
            }
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
          <ProviderChoices value={values} error={errors['newcomers']} onChange={setValues} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={isPending}
            disabled={!values.label.trim() || !values.slug || !values.clientId}
          >
            {translate('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** What may be changed of one; the rest is the server's. */
const valuesOf = ({ slug, label, issuer, clientId, domains, trusted, bothSteps, newcomers, active }: Provider) => ({
  ...{ slug, label, issuer, clientId, domains, trusted, bothSteps, newcomers, active },
})
