import { LinearProgress, List, ListItem, ListItemText } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { useCore } from '../parts/use-core.ts'
import { type JobRun, newest } from './operations.ts'
import { StateChip } from './state-chip.tsx'

export function Runs() {
  const translate = useTranslate()
  const say = useSay()
  const { data } = useCore<readonly JobRun[]>(`/jobs?range=${newest}`, { every: 3_000 })
  if (data?.length === 0) return <Empty text={translate('pages.operations.no_runs')} />
  return (
    <List disablePadding>
      {data?.map((run) => (
        <ListItem key={run.id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            sx={{ flex: '1 1 240px' }}
            primary={translate(`${run.plugin}:jobs.${run.job}`, { _: run.job })}
            secondary={[
              say('instant', run.startedAt ?? run.dueAt ?? run.createdAt),
              run.attempts > 1 ? translate('pages.operations.attempts', { smart_count: run.attempts }) : null,
              run.error,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
          {run.state === 'running' && run.progress && run.progress.total > 0 && (
            <LinearProgress
              variant="determinate"
              aria-label={translate('pages.operations.state.running')}
              value={(100 * run.progress.done) / run.progress.total}
              sx={{ width: 120 }}
            />
          )}
          <StateChip state={run.state} />
        </ListItem>
      ))}
    </List>
  )
}
