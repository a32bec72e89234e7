import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../../server/manifest.ts'
import { Empty } from '../../../shell/empty.tsx'
import { cardFieldsOf } from '../../list/card-facts.ts'
import { RecordCard } from '../../list/record-card.tsx'
import type { Events } from './events.ts'

interface AgendaProps {
  readonly resource: ManifestResource
  readonly days: readonly string[]
  readonly events: Events
  readonly today: string
  readonly isPending: boolean
}

/** Day by day what there is; days without anything are left out. */
export function Agenda({ resource, days, events, today, isPending }: AgendaProps) {
  const translate = useTranslate()
  const { language } = useManifest()
  const fields = useMemo(() => cardFieldsOf(resource), [resource])
  const named = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const full = days.filter((day) => events.has(day))
  if (full.length === 0) return isPending ? null : <Empty text={translate('lists.time.nothing')} />
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5, maxWidth: 760 }}>
      {full.map((day) => (
        <Box key={day} component="section" data-day={day}>
          <Typography
            component="h3"
            variant="body2"
            sx={{
              fontWeight: 600,
              mb: 0.5,
              color: day === today ? 'primary.main' : 'text.secondary',
              '&::first-letter': { textTransform: 'uppercase' },
            }}
          >
            {named.format(Date.parse(day))}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 0.75 }}>
            {events.get(day)?.map((record) => (
              <RecordCard key={record.id} resource={resource} record={record} fields={fields} />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
