import { Box, Button, Divider, List, Skeleton, Typography } from '@mui/material'
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import { isHere } from '../../../passkeys/ceremony.ts'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { AddPasskey } from './add-passkey.tsx'
import { type Passkey, PasskeyEntry } from './passkey-entry.tsx'

interface Own {
  readonly host: string | null
  readonly hasPassword: boolean
  readonly passkeys: readonly Passkey[]
}

const key = ['passkeys']

/** By which devices one comes in without a password. */
export function Passkeys() {
  const translate = useTranslate()
  const queries = useQueryClient()
  const data = useDataProvider<GuildhallData>()
  const [isAdding, setAdding] = useState(false)
  const { data: own } = useQuery({ queryKey: key, queryFn: () => data.call<Own>('/auth/passkeys') })
  const changed = async () => {
    setAdding(false)
    await queries.invalidateQueries({ queryKey: key })
  }

  return (
    <Box component="section" aria-labelledby="passkeys" sx={{ display: 'grid', gap: 1 }}>
      <Divider sx={{ mb: 2 }} />
      <Box>
        <Typography id="passkeys" variant="subtitle1" component="h3">
          {translate('shell.account.passkeys.title')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('shell.account.passkeys.hint')}
        </Typography>
      </Box>
      {own && own.passkeys.length > 0 && (
        <List disablePadding>
          {own.passkeys.map((passkey) => (
            <PasskeyEntry key={passkey.id} passkey={passkey} hasPassword={own.hasPassword} onChanged={changed} />
          ))}
        </List>
      )}
      {own ? added(own) : <Skeleton variant="rounded" height={36} />}
    </Box>
  )

  function added({ host, hasPassword }: Own) {
    if (isAdding) return <AddPasskey hasPassword={hasPassword} onAdded={changed} onCancel={() => setAdding(false)} />
    if (browserSupportsWebAuthn() && isHere(host))
      return (
        <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => setAdding(true)}>
          {translate('shell.account.passkeys.add')}
        </Button>
      )
    return (
      <Typography variant="body2" color="text.secondary">
        {translate(...sentenceOf(host))}
      </Typography>
    )
  }
}

function sentenceOf(host: string | null): [key: string, params?: object] {
  if (host === null) return ['shell.account.passkeys.unavailable']
  return isHere(host) ? ['shell.account.passkeys.unsupported'] : ['door.passkeys.elsewhere', { host }]
}
