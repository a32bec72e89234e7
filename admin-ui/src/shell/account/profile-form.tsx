import { Alert, Autocomplete, Box, Button, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useReopen } from '../../server/reopen.ts'
import type { Me } from '../../server/use-me.ts'
import { useSending } from './use-sending.ts'

export interface ProfileFormProps {
  readonly me: Me
  readonly onSaved: () => void
}

const zones = Intl.supportedValuesOf('timeZone')

export function ProfileForm({ me: { user, person }, onSaved }: ProfileFormProps) {
  const [login, setLogin] = useState(user.login ?? '')
  const [zone, setZone] = useState<string | null>(user.zone)
  const { isBusy, error, errorOf, send } = useSending()
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const client = useQueryClient()
  const reopen = useReopen()

  const save = async () => {
    const body = { login: login.trim() || null, zone }
    const isTaken = await send(() => data.call('/auth/me', { method: 'PATCH', body }))
    if (!isTaken) return
    await client.invalidateQueries({ queryKey: ['me'] })
    onSaved()
    notify('shell.account.saved', { type: 'success' })
    if (zone !== user.zone) await reopen()
  }

  return (
    <Box
      component="form"
      sx={{ display: 'grid', gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Box>
        <Typography sx={{ fontWeight: 650 }}>{person?.name ?? user.name}</Typography>
        <Typography variant="body2" color="text.secondary">
          {[user.email, ...(person?.roles ?? []).map(({ name }) => name)].join(' · ')}
        </Typography>
      </Box>
      {error && <Alert severity="error">{error}</Alert>}
      <TextField
        label={translate('shell.account.login')}
        helperText={errorOf('login') ?? translate('shell.account.loginHint')}
        error={errorOf('login') !== undefined}
        value={login}
        autoComplete="username"
        onChange={({ target }) => setLogin(target.value)}
      />
      <Autocomplete
        options={zones}
        value={zone}
        onChange={(_event, chosen) => setZone(chosen)}
        renderInput={(params) => (
          <TextField
            {...params}
            label={translate('shell.account.zone')}
            helperText={errorOf('zone') ?? translate('shell.account.zoneHint')}
            error={errorOf('zone') !== undefined}
          />
        )}
      />
      <Button type="submit" variant="contained" disabled={isBusy} sx={{ justifySelf: 'start' }}>
        {translate('ra.action.save')}
      </Button>
    </Box>
  )
}
