import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Paper, Typography } from '@mui/material'
import { memo, type ReactNode } from 'react'
import { type RaRecord, RecordContextProvider, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { isNothing } from '../../fields/nothing.tsx'
import { useTitleOf } from '../../fields/title.ts'
import { freshSx } from '../../live/fresh.ts'
import type { CardFields } from './card-facts.ts'

interface RecordCardProps {
  readonly resource: ManifestResource
  readonly record: RaRecord
  readonly fields: CardFields
  /** Stands at the right of the title. */
  readonly aside?: ReactNode
}

/** A record in a few lines, with the title as the link to it. */
export const RecordCard = memo(({ resource, record, fields, aside }: RecordCardProps) => {
  const createPath = useCreatePath()
  const titleOf = useTitleOf()
  return (
    <RecordContextProvider value={record}>
      <Paper
        variant="outlined"
        data-card={record.id}
        sx={{ position: 'relative', p: 1.25, minWidth: 0, ...freshSx(resource.name, record.id) }}
      >
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
          <Typography
            component={Link}
            to={createPath({ resource: resource.name, id: record.id, type: 'show' })}
            variant="body2"
            data-row-link={record.id}
            draggable={false}
            sx={{
              flex: 1,
              minWidth: 0,
              fontWeight: 600,
              color: 'text.primary',
              textDecoration: 'none',
              overflowWrap: 'anywhere',
              // The whole card leads there.
              '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 1 },
              '&:focus-visible': { outline: 'none' },
              '&:focus-visible::after': { outline: '2px solid', outlineColor: 'primary.main' },
            }}
          >
            {titleOf(resource.name, record)}
          </Typography>
          {fields.state && <Value field={fields.state} />}
          {aside}
        </Box>
        <Facts record={record} fields={fields.facts} />
      </Paper>
    </RecordContextProvider>
  )
})
RecordCard.displayName = 'RecordCard'

function Facts({ record, fields }: { readonly record: RaRecord; readonly fields: readonly ManifestRecordField[] }) {
  const translate = useTranslate()
  const told = fields.filter(({ name }) => !isNothing(record[name]) && record[name] !== false)
  if (told.length === 0) return null
  return (
    <Box component="dl" sx={{ m: 0, mt: 0.75, display: 'grid', gap: 0.25 }}>
      {told.map((field) => (
        <Box key={field.name} sx={{ display: 'flex', gap: 0.75, alignItems: 'baseline', minWidth: 0 }}>
          <Typography
            component="dt"
            variant="caption"
            color="text.secondary"
            noWrap
            sx={{ flex: 'none', maxWidth: '45%' }}
          >
            {translate(field.label)}
          </Typography>
          <Box component="dd" sx={{ m: 0, minWidth: 0, position: 'relative', '& .gh-value': { fontSize: 13 } }}>
            <Value field={field} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Value({ field }: { readonly field: ManifestRecordField }) {
  const { Cell } = kindOf(field.kind)
  return <Cell field={field} source={field.name} />
}
