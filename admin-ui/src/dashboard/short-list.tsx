import { Box, Button, List, ListItem, Typography } from '@mui/material'
import { type RaRecord, RecordContextProvider, ResourceContextProvider, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../fields/kinds.ts'
import { isNothing } from '../fields/nothing.tsx'
import { useTitleOf } from '../fields/title.ts'
import { fieldOf, useManifest } from '../server/manifest.ts'
import type { ListAnswer } from './answers.ts'
import { listAddress } from './list-address.ts'

/** The first records of a question, a line each, and the way to all of them. */
export function ShortList({ answer }: { readonly answer: ListAnswer }) {
  const { resource: name, records, count, where } = answer
  const translate = useTranslate()
  const titleOf = useTitleOf()
  if (records.length === 0) return <Typography color="text.secondary">{translate('dashboard.nothing')}</Typography>
  return (
    <ResourceContextProvider value={name}>
      <List disablePadding dense>
        {records.map((record) => (
          <ListItem key={record.id} disablePadding divider sx={{ display: 'block', position: 'relative', py: 0.75 }}>
            <RecordContextProvider value={record}>
              <Typography
                noWrap
                variant="body2"
                component={Link}
                to={`/${name}/${encodeURIComponent(record.id)}/show`}
                sx={wholeLineSx}
              >
                {titleOf(name, record)}
              </Typography>
              <Details answer={answer} record={record} />
            </RecordContextProvider>
          </ListItem>
        ))}
      </List>
      {(count > records.length || !answer.exact) && (
        <Button component={Link} to={listAddress(name, where)} size="small" sx={{ mt: 1, ml: -0.5 }}>
          {translate('dashboard.all', { count, smart_count: count })}
        </Button>
      )}
    </ResourceContextProvider>
  )
}

/** The title leads to the record from wherever on its line one clicks. */
const wholeLineSx = {
  display: 'block',
  fontWeight: 500,
  color: 'inherit',
  textDecoration: 'none',
  '&::after': { content: '""', position: 'absolute', inset: 0, mx: -1, borderRadius: 1 },
  '&:hover::after': { bgcolor: 'action.hover' },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible::after': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
} as const

interface DetailsProps {
  readonly answer: ListAnswer
  readonly record: RaRecord
}

function Details({ answer: { resource: name, fields }, record }: DetailsProps) {
  const resource = useManifest().require(name)
  return (
    <Box
      sx={{
        display: 'flex',
        columnGap: 1.5,
        minWidth: 0,
        alignItems: 'center',
        color: 'text.secondary',
        typography: 'caption',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        '& a': { position: 'relative', zIndex: 1, color: 'inherit' },
        '& *': { fontSize: 'inherit' },
        '& > :first-of-type': { flexShrink: 0 },
        '& > :nth-of-type(n + 3)': { display: { xs: 'none', sm: 'block' } },
      }}
    >
      {fields.map((each) => {
        const field = fieldOf(resource, each)
        if (!field || isNothing(record[each])) return null
        const { Cell } = kindOf(field.kind)
        return (
          <Box key={each} sx={{ minWidth: 0, flex: '0 1 auto', overflow: 'hidden', textOverflow: 'ellipsis' }}>
            <Cell field={field} source={each} />
          </Box>
        )
      })}
    </Box>
  )
}
