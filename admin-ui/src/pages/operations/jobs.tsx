import PlayArrow from '@mui/icons-material/PlayArrow'
import { Button, List, ListItem, ListItemText } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { useCore, useTell } from '../parts/use-core.ts'
import type { JobDescription } from './operations.ts'

export function Jobs() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const { data } = useCore<readonly JobDescription[]>('/jobs/definitions')
  const { mutate, isPending } = useTell({ onDone: () => notify('pages.operations.asked', { type: 'success' }) })
  if (data?.length === 0) return <Empty text={translate('pages.operations.no_jobs')} />
  return (
    <List disablePadding>
      {data?.map(({ id, plugin, job, nextAt }) => (
        <ListItem key={id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            sx={{ flex: '1 1 240px' }}
            primary={translate(`${plugin}:jobs.${job}`, { _: job })}
            secondary={`${translate(`${plugin}:plugin.name`)} · ${nextAt ? translate('pages.operations.next', { at: say('instant', nextAt) }) : translate('pages.operations.on_demand')}`}
          />
          <Button
            startIcon={<PlayArrow />}
            disabled={isPending}
            onClick={() => mutate({ path: '/jobs', body: { plugin, job } })}
          >
            {translate('pages.operations.run')}
          </Button>
        </ListItem>
      ))}
    </List>
  )
}
