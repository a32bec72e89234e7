import { Box, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { useCore } from '../parts/use-core.ts'
import { newest, type ToldEvent } from './operations.ts'
import { StateChip } from './state-chip.tsx'

/** What happened lately, and which plugins have been told. */
export function Deliveries() {
  const translate = useTranslate()
  const say = useSay()
  const { data } = useCore<readonly ToldEvent[]>(`/deliveries?range=${newest}`, { every: 5_000 })
  if (data?.length === 0) return <Empty text={translate('pages.operations.no_deliveries')} />
  return (
    <List disablePadding>
      {data?.map(({ id, name, at, about, deliveries }) => (
        <ListItem key={id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            sx={{ flex: '1 1 240px', overflowWrap: 'anywhere' }}
            primary={name}
            secondary={[say('instant', at), about].filter(Boolean).join(' · ')}
          />
          <Box sx={{ display: 'grid', gap: 0.5, justifyItems: { sm: 'end' } }}>
            {deliveries.map(({ handler, plugin, state }) => (
              <Box key={handler} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <Typography variant="body2" color="text.secondary">
                  {translate(`${plugin}:plugin.name`, { _: plugin })}
                </Typography>
                <StateChip state={state} />
              </Box>
            ))}
          </Box>
        </ListItem>
      ))}
    </List>
  )
}
