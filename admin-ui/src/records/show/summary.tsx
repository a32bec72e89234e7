import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Box, Link, Typography } from '@mui/material'
import { type RaRecord, Title, useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { useTitleOf } from '../../fields/title.ts'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import { RecordActions } from '../actions/record-actions.tsx'
import { isNumber } from './number.ts'

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
  const titleOf = useTitleOf()
  const number = fields.find((field) => isNumber(field) && record[field.name])
  const states = fields.filter(({ kind, name: field }) => kind === 'state' && record[field])
  return (
    <Box component="header" sx={{ mb: 1.5 }}>
      <Title title={titleOf(name, record)} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1.5,
          pt: 0.5,
          alignItems: 'center',
          justifyContent: 'space-between',
        }}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25, rowGap: 0.5 }}>
          <Typography component="span" variant="body2" color="textSecondary">
            <Link
              component={RouterLink}
              to={createPath({ resource: name, type: 'list' })}
              color="inherit"
              underline="hover"
            >
              {noun(name, { count: 2, capitalized: true })}
            </Link>
            {number && ` / ${record[number.name]}`}
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
