import { Card, useTell } from '@guildhall/admin-ui'
import { Alert, Box, Button, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Matrix } from './matrix.tsx'
import { type Preferences, path, sent } from './preferences.ts'
import { Times } from './times.tsx'

export function PreferencesForm({ kept }: { readonly kept: Preferences }) {
  const translate = useTranslate()
  const notify = useNotify()
  const [value, setValue] = useState(kept)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell({
    onDone: () => notify(translate('notifications:slots.preferences.saved'), { type: 'success' }),
    onRefused({ message, errors: told = {} }) {
      setErrors(told)
      setRefusal(Object.keys(told).length === 0 ? message : undefined)
      return true
    },
  })
  const put = (changes: Partial<Preferences>) => setValue({ ...value, ...changes })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors({})
    setRefusal(undefined)
    mutate({ path, method: 'PUT', body: sent(value) })
  }
  const addressed = value.channels.filter(({ address }) => address !== null)
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      <Card isFlush title={translate('notifications:slots.preferences.what')}>
        <Matrix value={value} onChange={(kinds) => put({ kinds })} />
      </Card>
      <Times value={value} errors={errors} onChange={put} />
      {addressed.length > 0 && (
        <Card title={translate('notifications:slots.preferences.addresses')}>
          {addressed.map(({ name, label }) => (
            <TextField
              key={name}
              fullWidth
              label={label}
              value={value.addresses[name] ?? ''}
              error={errors[`addresses.${name}`] !== undefined}
              helperText={errors[`addresses.${name}`]}
              onChange={({ target }) => put({ addresses: { ...value.addresses, [name]: target.value } })}
            />
          ))}
        </Card>
      )}
      <Box>
        <Button type="submit" variant="contained" loading={isPending}>
          {translate('notifications:slots.preferences.save')}
        </Button>
      </Box>
    </Box>
  )
}
