import { Alert, Box, Button, FormControlLabel, FormHelperText, MenuItem, Switch, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { useTell } from '../parts/use-core.ts'
import { useRoles } from '../people/people.ts'
import type { RegistrationSettings } from './registrations.ts'
import { TermsFields } from './terms-fields.tsx'

/** Administration is never given away to whoever comes along. */
const given = ['client', 'worker', 'observer']

export function SettingsForm({ settings }: { readonly settings: RegistrationSettings }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const { data: roles = [] } = useRoles()
  const [value, setValue] = useState(settings)
  const [domains, setDomains] = useState(settings.domains.join(' '))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell({
    onDone: () => notify('pages.saved', { type: 'success' }),
    onRefused({ message, errors: told }) {
      const fields = (told as Record<string, string> | undefined) ?? {}
      setErrors(fields)
      setRefusal(Object.keys(fields).length === 0 ? message : undefined)
      return true
    },
  })
  const put = (changes: Partial<RegistrationSettings>) => setValue({ ...value, ...changes })
  const offered = roles.filter(({ archetype }) => given.includes(archetype))
  const errorOf = (name: string) => Object.entries(errors).find(([path]) => path.split('.')[0] === name)?.[1]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors({})
    setRefusal(undefined)
    mutate({
      path: '/registration',
      method: 'PATCH',
      body: { ...value, domains: domains.split(/[\s,;]+/).filter(Boolean) },
    })
  }
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      <div>
        <FormControlLabel
          control={<Switch checked={value.isOpen} onChange={({ target }) => put({ isOpen: target.checked })} />}
          label={translate('pages.registration.isOpen')}
        />
        <FormHelperText sx={{ mt: 0 }}>{translate('pages.registration.isOpenHint')}</FormHelperText>
      </div>
      {settings.isOpen && (
        <CopyLine
          label={translate('pages.registration.address')}
          text={`${location.origin}/register?at=${encodeURIComponent(tenant.slug)}`}
        />
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 2fr' } }}>
        <TextField
          select
          label={translate('pages.registration.kind')}
          value={value.kind}
          onChange={({ target }) => put({ kind: target.value === 'staff' ? 'staff' : 'client' })}
        >
          {(['client', 'staff'] as const).map((kind) => (
            <MenuItem key={kind} value={kind}>
              {translate(`core:resources.people.values.kind.${kind}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('pages.registration.roles')}
          value={value.roles.filter((id) => offered.some((role) => role.id === id))}
          error={errorOf('roles') !== undefined}
          helperText={errorOf('roles') ?? translate('pages.registration.rolesHint')}
          slotProps={{ select: { multiple: true } }}
          onChange={({ target }) => put({ roles: target.value as unknown as string[] })}
        >
          {offered.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <FormControlLabel
        control={
          <Switch checked={value.needsApproval} onChange={({ target }) => put({ needsApproval: target.checked })} />
        }
        label={translate('pages.registration.needsApproval')}
      />
      <TextField
        label={translate('pages.registration.domains')}
        value={domains}
        error={errorOf('domains') !== undefined}
        helperText={errorOf('domains') ?? translate('pages.registration.domainsHint')}
        onChange={({ target }) => setDomains(target.value)}
      />
      <TermsFields value={value} errorOf={errorOf} onChange={put} />
      <Box>
        <Button type="submit" variant="contained" loading={isPending}>
          {translate('ra.action.save')}
        </Button>
      </Box>
    </Box>
  )
}
