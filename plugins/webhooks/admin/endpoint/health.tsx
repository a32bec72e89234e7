import type { CellProps } from '@guildhall/admin-ui'
import { Box, Chip } from '@mui/material'
import { type RaRecord, useGetList, useRecordContext, useTranslate } from 'react-admin'

const tones = { new: 'default', working: 'success', failing: 'error' } as const
const colours = { delivered: 'success.main', waiting: 'warning.main', failed: 'error.main' } as const
const shown = 24

type Delivery = RaRecord & { readonly status: keyof typeof colours }

/** How it goes, in a word, and how the last deliveries went, the newest to the right. */
export function HealthCell({ source }: CellProps) {
  const translate = useTranslate()
  const record = useRecordContext()
  const health = (record?.[source] ?? 'new') as keyof typeof tones
  const { data = [] } = useGetList<Delivery>('webhook-deliveries', {
    filter: { endpoint: record?.id },
    pagination: { page: 1, perPage: shown },
    sort: { field: 'createdAt', order: 'DESC' },
  })
  const taken = data.filter(({ status }) => status === 'delivered').length
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Chip
        size="small"
        color={tones[health]}
        label={translate(`webhooks:resources.webhook-endpoints.values.health.${health}`)}
      />
      {data.length > 0 && (
        <Box
          role="img"
          aria-label={translate('webhooks:slots.health.bar', { taken, total: data.length })}
          title={translate('webhooks:slots.health.bar', { taken, total: data.length })}
          sx={{ display: 'flex', alignItems: 'flex-end', gap: '2px', height: 18 }}
        >
          {data.toReversed().map(({ id, status }) => (
            <Box
              key={id}
              sx={{ width: 4, borderRadius: 0.5, height: status === 'delivered' ? 18 : 10, bgcolor: colours[status] }}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}
