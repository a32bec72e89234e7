import { Card, useCore, useTell } from '@guildhall/admin-ui'
import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

interface Seal {
  readonly number: number
  readonly sealedAt: string
}

interface Verification {
  readonly id: string
  readonly status: 'waiting' | 'whole' | 'flawed'
  readonly done: number
  readonly total: number
  readonly by: string | null
  readonly updatedAt: string
  readonly flaws: readonly ({ readonly kind: string } & Record<string, unknown>)[] | null
}

const newest = (sort: string) =>
  `sort=${encodeURIComponent(JSON.stringify([sort, 'DESC']))}&range=${encodeURIComponent('[0,0]')}`

/** Until when the history is sealed, when somebody last went over it, and what was found. */
export function Chain() {
  const translate = useTranslate()
  const [isWaiting, setWaiting] = useState(false)
  const { data: seals } = useCore<Seal[]>(`/audit-seals?${newest('number')}`)
  const { data: done } = useCore<Verification[]>(
    `/audit-verifications?${newest('createdAt')}`,
    isWaiting ? { every: 1000 } : {},
  )
  const verify = useTell({ onDone: () => setWaiting(true) })
  const [seal] = seals ?? []
  const [last] = done ?? []
  if (isWaiting && last && last.status !== 'waiting' && !verify.isPending) setWaiting(false)
  const text = (name: string, params?: object) => translate(`audit:slots.past.${name}`, params)
  return (
    <Card title={text('chain')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
          <Typography variant="body2">
            {seal ? text('sealed', { until: seal.sealedAt, seals: seal.number }) : text('unsealed')}
          </Typography>
          {last && last.status !== 'waiting' && (
            <Typography variant="body2">
              {text('verified', {
                at: last.updatedAt,
                by: last.by ?? '',
                status: translate(`audit:resources.audit-verifications.values.status.${last.status}`),
              })}
            </Typography>
          )}
        </Box>
        <Button
          variant="outlined"
          loading={verify.isPending}
          disabled={last?.status === 'waiting' && isWaiting}
          onClick={() => verify.mutate({ path: '/audit/verifications' })}
        >
          {text('verify')}
        </Button>
      </Box>
      {last?.status === 'waiting' && (
        <Box role="status" sx={{ mt: 1 }}>
          <Typography variant="body2">
            {last.total > 0 ? text('verifying', { done: last.done, total: last.total }) : text('begin')}
          </Typography>
          <LinearProgress
            aria-label={text('begin')}
            {...(last.total > 0 && { variant: 'determinate', value: (100 * last.done) / last.total })}
          />
        </Box>
      )}
      {last?.flaws && last.flaws.length > 0 && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {last.flaws.slice(0, 10).map(({ kind, ...place }) => (
            <div key={`${kind} ${place['row'] ?? place['seal']}`}>{translate(`audit:flaws.${kind}`, place)}</div>
          ))}
        </Alert>
      )}
    </Card>
  )
}
