import { Alert, Box, CircularProgress, Link, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { ask, type Refusal } from './ask.ts'
import { Doorway } from './doorway.tsx'
import { SecondStep } from './second-step.tsx'
import { TenantList } from './tenant-list.tsx'
import { type Trip, takeTrip } from './trip.ts'
import { type Arrived, useArrival } from './use-arrival.ts'
import { useAsking } from './use-asking.ts'
import { ownPath } from './way.ts'
import { useWords } from './words.ts'

/** Where a provider sends the browser back to, with what it appended to the address. */
export function Returned({ provider }: { readonly provider: string }) {
  const { translate, language } = useWords()
  const { tenants, arrive } = useArrival()
  const [trip, setTrip] = useState<Trip | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [isCodeAsked, setCodeAsked] = useState(false)
  const isBegun = useRef(false)

  useEffect(() => {
    // What the provider appended works once; it is asked for once, and does not stay in the address.
    if (isBegun.current) return
    isBegun.current = true
    void finish()
    async function finish() {
      const begun = takeTrip()
      const query = location.search.slice(1)
      history.replaceState(null, '', location.pathname)
      setTrip(begun)
      if (!begun) return setRefused(translate('door.providers.lost'))
      const path = begun.what === 'link' ? '/api/auth/links' : '/api/auth/providers'
      const asked = await ask<Arrived>(language, `${path}/${encodeURIComponent(provider)}/finish`, { query })
      if (!('answer' in asked)) return refuse(asked.refusal)
      if (begun.what === 'link') return location.assign(ownPath(begun.next) ?? '/')
      await arrive(asked.answer, begun.next)
    }
    function refuse(refusal: Refusal | null) {
      if (refusal?.code === 'identity.code_required') return setCodeAsked(true)
      setRefused(refusal?.message ?? translate('door.unreachable'))
    }
  }, [arrive, language, provider, translate])

  if (tenants) return <TenantList tenants={tenants} />
  if (isCodeAsked) return <Code onIn={(arrived) => arrive(arrived, trip?.next ?? null)} />
  const isLink = trip?.what === 'link'
  if (refused)
    return (
      <Doorway title={translate('door.signIn')}>
        <Alert severity="error">{refused}</Alert>
        <Link
          href={isLink ? (ownPath(trip.next) ?? '/') : '/sign-in'}
          variant="body2"
          sx={{ display: 'inline-block', mt: 2 }}
        >
          {translate(isLink ? 'door.providers.home' : 'door.back')}
        </Link>
      </Doorway>
    )
  return (
    <Doorway title={translate('door.signIn')}>
      <Box role="status" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <CircularProgress size={20} aria-hidden />
        <Typography>{translate(isLink ? 'door.providers.linking' : 'door.providers.waiting')}</Typography>
      </Box>
    </Doorway>
  )
}

function Code({ onIn }: { readonly onIn: (arrived: Arrived) => Promise<void> }) {
  const [code, setCode] = useState('')
  const { isBusy, error, errorOf, send } = useAsking()
  const submit = async () => {
    const found = await send<Arrived>('/api/auth/providers/code', { code })
    if (found) await onIn(found.answer)
  }
  return (
    <SecondStep
      error={error}
      isBusy={isBusy}
      code={code}
      refusal={errorOf('code')}
      onCode={setCode}
      onSubmit={() => void submit()}
    />
  )
}
