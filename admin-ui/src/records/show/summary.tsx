import type { ManifestResource } from '@guildhall/sdk/manifest'
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import { Alert, Box, IconButton, Typography } from '@mui/material'
import { type RaRecord, Title, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { useTitleOf } from '../../fields/title.ts'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import { RecordActions } from '../actions/record-actions.tsx'

interface SummaryProps {
  readonly resource: ManifestResource
  readonly record: RaRecord
}

/** What stands above a record: what it is, where it stands, and what can be done with it. */
export function Summary({ resource, record }: SummaryProps) {
  const { name, fields } = resource
  const translate = useTranslate()
  const say = useSay()
  const noun = useNoun()
  const createPath = useCreatePath()
  const title = useTitleOf()(name, record)
  const number = fields.find(
    ({ kind, computed, unique, name: field }) => kind === 'text' && computed && unique && record[field],
  )
  const states = fields.filter(({ kind, name: field }) => kind === 'state' && record[field])
  const plural = noun(name, { count: 2, capitalized: true })
  return (
    <Box component="header" sx={{ mb: 2 }}>
      <Title title={plural} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'text.secondary', ml: -1 }}>
        <IconButton size="small" component={Link} to={createPath({ resource: name, type: 'list' })} aria-label={plural}>
          <ArrowBackIcon fontSize="small" />
        </IconButton>
        <Typography variant="body2">
          {noun(name, { capitalized: true })}
          {number && ` · ${record[number.name]}`}
        </Typography>
      </Box>
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start', justifyContent: 'space-between' }}
      >
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 1.5,
            rowGap: 0.5,
            minWidth: 0,
            flex: '1 1 280px',
          }}
        >
          <Typography component="h1" variant="h5" sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {states.map((field) => {
            const { Cell } = kindOf(field.kind)
            return <Cell key={field.name} field={field} source={field.name} />
          })}
        </Box>
        <RecordActions resource={resource} record={record} />
      </Box>
      {record['archivedAt'] && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1.5 }}>
          {translate('records.archived_since', { at: say('instant', record['archivedAt']) })}
        </Alert>
      )}
    </Box>
  )
}
