import { Empty, useCore, useManifest } from '@guildhall/admin-ui'
import { Box, Skeleton, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'

interface Kept {
  readonly kind: string
  readonly name: string
  readonly color: string
  readonly unit: string
  readonly left: number
  readonly used: number
  readonly pending: number
}

/** What somebody has left of each kind. */
export function Balances({ person }: { readonly person?: string }) {
  const translate = useTranslate()
  const { language } = useManifest()
  const { data, error } = useCore<Kept[]>(`/leave/balances${person ? `?person=${person}` : ''}`)
  if (error) throw error
  if (!data) return <Skeleton variant="rounded" height={96} />
  if (data.length === 0) return <Empty text={translate('leave:slots.balance.empty')} />
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  return (
    <Stack component="ul" sx={{ gap: 1.5, m: 0, p: 0, listStyle: 'none' }}>
      {data.map(({ kind, name, color, unit, left, used, pending }) => (
        <Box component="li" key={kind} sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5 }}>
          <Box aria-hidden sx={{ width: 10, height: 10, borderRadius: 5, bgcolor: color, flexShrink: 0 }} />
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="body2">{name}</Typography>
            <Typography variant="caption" color="text.secondary">
              {translate('leave:slots.balance.used', { used: number.format(used) })}
              {pending > 0 && ` · ${translate('leave:slots.balance.pending', { pending: number.format(pending) })}`}
            </Typography>
          </Box>
          <Typography
            sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums', color: left < 0 ? 'error.main' : undefined }}
          >
            {translate(`leave:slots.balance.${unit === 'hours' ? 'hours' : 'days'}`, { amount: number.format(left) })}
          </Typography>
        </Box>
      ))}
    </Stack>
  )
}
