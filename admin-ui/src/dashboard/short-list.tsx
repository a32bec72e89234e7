import { Box, Button, List, ListItem, ListItemButton, Typography } from '@mui/material'
import { RecordContextProvider, ResourceContextProvider, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../fields/kinds.ts'
import { fieldOf, useManifest } from '../server/manifest.ts'
import type { ListAnswer } from './answers.ts'
import { listAddress } from './list-address.ts'

/** The first records of a question, a line each, and the way to all of them. */
export function ShortList({ answer }: { readonly answer: ListAnswer }) {
  const { resource: name, records, count, where } = answer
  const translate = useTranslate()
  const resource = useManifest().require(name)
  if (records.length === 0) return <Typography color="text.secondary">{translate('dashboard.nothing')}</Typography>
  return (
    <ResourceContextProvider value={name}>
      <List disablePadding dense>
        {records.map((record) => (
          <ListItem key={record.id} disablePadding divider>
            <RecordContextProvider value={record}>
              <ListItemButton
                component={Link}
                to={`/${name}/${encodeURIComponent(record.id)}/show`}
                sx={{ px: 1, mx: -1, borderRadius: 1, display: 'block', minWidth: 0 }}
              >
                <Typography noWrap variant="body2" sx={{ fontWeight: 500 }}>
                  {String(record[resource.title ?? 'id'] ?? '')}
                </Typography>
                <Details answer={answer} />
              </ListItemButton>
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

function Details({ answer: { resource: name, fields } }: { readonly answer: ListAnswer }) {
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
        // A line leads to its record; what stands in it leads nowhere else.
        '& a': { pointerEvents: 'none', color: 'inherit', textDecoration: 'none' },
        '& *': { fontSize: 'inherit' },
        '& > :first-of-type': { flexShrink: 0 },
        '& > :nth-of-type(n + 3)': { display: { xs: 'none', sm: 'block' } },
      }}
    >
      {fields.map((each) => {
        const field = fieldOf(resource, each)
        if (!field) return null
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
