import { Box, Button, Divider, List, ListItem, ListItemText, Skeleton, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { leave } from '../../door/trip.ts'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useSay } from '../../words/use-words.ts'
import { WithPassword } from './second-factor/with-password.tsx'

interface Own {
  readonly hasPassword: boolean
  readonly links: readonly {
    readonly provider: string
    readonly label: string
    readonly email: string | null
    readonly linkedAt: string
    readonly usedAt: string | null
  }[]
}

type Asking = { readonly what: 'begin' | 'remove'; readonly provider: string; readonly submit: string }
const key = ['links']

/** By which providers one comes in; where none is offered and none linked, nothing is said of it. */
export function Links() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const queries = useQueryClient()
  const data = useDataProvider<GuildhallData>()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { data: own } = useQuery({ queryKey: key, queryFn: () => data.call<Own>('/auth/links') })
  const { data: offered } = useQuery({
    queryKey: ['offered'],
    queryFn: () => data.call<readonly { slug: string; label: string }[]>('/auth/providers'),
  })
  if (!own || !offered) return <Skeleton variant="rounded" height={36} />
  if (own.links.length === 0 && offered.length === 0) return null
  const open = offered.filter(({ slug }) => !own.links.some(({ provider }) => provider === slug))

  const carryOut = async ({ what, provider }: Asking, password?: string) => {
    const body = password === undefined ? {} : { password }
    const answer = await data.call<{ address: string }>(`/auth/links/${provider}/${what}`, { method: 'POST', body })
    if (what === 'begin') return leave({ what: 'link', next: location.pathname }, answer.address)
    setAsking(null)
    await queries.invalidateQueries({ queryKey: key })
    notify('shell.account.links.unlinked', { type: 'success' })
  }
  const ask = (wanted: Asking) => {
    if (own.hasPassword) return setAsking(wanted)
    void carryOut(wanted).catch((error: Error) => notify(error.message, { type: 'error' }))
  }

  return (
    <Box component="section" aria-labelledby="links" sx={{ display: 'grid', gap: 1 }}>
      <Divider sx={{ mb: 2 }} />
      <Box>
        <Typography id="links" variant="subtitle1" component="h3">
          {translate('shell.account.links.title')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate(own.links.length === 0 ? 'shell.account.links.none' : 'shell.account.links.hint')}
        </Typography>
      </Box>
      <List disablePadding>
        {own.links.map(({ provider, label, email, linkedAt, usedAt }) => (
          <ListItem key={provider} disableGutters sx={{ gap: 1 }}>
            <ListItemText
              primary={label}
              secondary={[
                email,
                usedAt
                  ? translate('shell.account.links.used', { at: say('instant', usedAt) })
                  : translate('shell.account.links.since', { at: say('instant', linkedAt) }),
              ]
                .filter(Boolean)
                .join(' · ')}
              sx={{ overflowWrap: 'anywhere' }}
            />
            <Button
              color="error"
              aria-label={`${translate('shell.account.links.unlink')}: ${label}`}
              onClick={() => ask({ what: 'remove', provider, submit: translate('shell.account.links.unlink') })}
            >
              {translate('shell.account.links.unlink')}
            </Button>
          </ListItem>
        ))}
      </List>
      {asking ? (
        <WithPassword
          submit={asking.submit}
          onSend={(password) => carryOut(asking, password)}
          onCancel={() => setAsking(null)}
        />
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {open.map(({ slug, label }) => {
            const submit = translate('shell.account.links.link', { name: label })
            return (
              <Button key={slug} variant="outlined" onClick={() => ask({ what: 'begin', provider: slug, submit })}>
                {submit}
              </Button>
            )
          })}
        </Box>
      )}
    </Box>
  )
}
