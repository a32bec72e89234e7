import { Box, Button, Skeleton, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { useSay } from '../../../words/use-words.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUp } from './set-up.tsx'
import { WithPassword } from './with-password.tsx'

interface Status {
  readonly isOn: boolean
  readonly since: string | null
  readonly recoveryCodes: number
}

type Step = 'rest' | 'setUp' | 'renew' | 'turnOff'
const key = ['second-factor']

/** A code of an app besides the password: set up, given new recovery codes, switched off. */
export function SecondFactor() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const queries = useQueryClient()
  const data = useDataProvider<GuildhallData>()
  const [step, setStep] = useState<Step>('rest')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { data: status } = useQuery({ queryKey: key, queryFn: () => data.call<Status>('/auth/second-factor') })
  const rest = async () => {
    setStep('rest')
    setCodes(null)
    await queries.invalidateQueries({ queryKey: key })
  }
  const ask = <T,>(path: string, password: string) => data.call<T>(path, { method: 'POST', body: { password } })

  return (
    <Box component="section" aria-labelledby="second-factor" sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Typography id="second-factor" variant="subtitle1" component="h3">
          {translate('shell.account.secondFactor.title')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {status?.since
            ? [
                translate('shell.account.secondFactor.isOn', { since: say('instant', status.since) }),
                translate('shell.account.secondFactor.left', { smart_count: status.recoveryCodes }),
              ].join(' · ')
            : translate('shell.account.secondFactor.hint')}
        </Typography>
      </Box>
      {codes ? <RecoveryCodes codes={codes} onKept={() => void rest()} /> : shown()}
    </Box>
  )

  function shown() {
    if (!status) return <Skeleton variant="rounded" height={36} />
    if (step === 'setUp') return <SetUp onDone={setCodes} onCancel={() => void rest()} />
    if (step === 'renew')
      return (
        <WithPassword
          submit={translate('shell.account.secondFactor.renew')}
          onSend={async (password) => {
            const answer = await ask<{ recoveryCodes: string[] }>('/auth/second-factor/recovery-codes', password)
            setCodes(answer.recoveryCodes)
          }}
          onCancel={() => setStep('rest')}
        />
      )
    if (step === 'turnOff')
      return (
        <WithPassword
          submit={translate('shell.account.secondFactor.turnOff')}
          onSend={async (password) => {
            await ask('/auth/second-factor/off', password)
            await rest()
            notify('shell.account.secondFactor.off', { type: 'success' })
          }}
          onCancel={() => setStep('rest')}
        />
      )
    if (!status.isOn)
      return (
        <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => setStep('setUp')}>
          {translate('shell.account.secondFactor.turnOn')}
        </Button>
      )
    return (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" onClick={() => setStep('renew')}>
          {translate('shell.account.secondFactor.renew')}
        </Button>
        <Button color="error" onClick={() => setStep('turnOff')}>
          {translate('shell.account.secondFactor.turnOff')}
        </Button>
      </Box>
    )
  }
}
