import PlayArrow from '@mui/icons-material/PlayArrow'
import Replay from '@mui/icons-material/Replay'
import {
  Alert,
  Box,
  Button,
  Chip,
  LinearProgress,
  List,
  ListItem,
  ListItemText,
  Tab,
  Tabs,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import type { DeadLetter, JobDescription, JobRun } from './operations.ts'

const tabs = ['jobs', 'runs', 'dead'] as const
const range = encodeURIComponent('[0,99]')

/** What runs by itself, how it went, and what nobody could deliver. */
export default function OperationsPage() {
  const translate = useTranslate()
  const [asked, setAsked] = useSearchParams()
  const tab = tabs.find((each) => each === asked.get('tab')) ?? 'jobs'
  return (
    <PageFrame isNarrow title={translate('pages.operations.title')} lead={translate('pages.operations.lead')}>
      <Card isFlush>
        <Tabs
          value={tab}
          onChange={(_event, value) => setAsked({ tab: value }, { replace: true })}
          variant="scrollable"
          sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
        >
          {tabs.map((each) => (
            <Tab key={each} value={each} label={translate(`pages.operations.${each}`)} />
          ))}
        </Tabs>
        {tab === 'jobs' && <Jobs />}
        {tab === 'runs' && <Runs />}
        {tab === 'dead' && <DeadLetters />}
      </Card>
    </PageFrame>
  )
}

function Jobs() {
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

const tones = { waiting: 'default', running: 'info', retrying: 'warning', done: 'success', failed: 'error' } as const

function Runs() {
  const translate = useTranslate()
  const say = useSay()
  const { data } = useCore<readonly JobRun[]>(`/jobs?range=${range}`, { every: 3_000 })
  if (data?.length === 0) return <Empty text={translate('pages.operations.no_runs')} />
  return (
    <List disablePadding>
      {data?.map((run) => (
        <ListItem key={run.id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            sx={{ flex: '1 1 240px' }}
            primary={translate(`${run.plugin}:jobs.${run.job}`, { _: run.job })}
            secondary={[
              say('instant', run.startedAt ?? run.createdAt),
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
          <Chip
            size="small"
            variant="outlined"
            color={tones[run.state]}
            label={translate(`pages.operations.state.${run.state}`)}
          />
        </ListItem>
      ))}
    </List>
  )
}

function DeadLetters() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const [given, setGiven] = useState<DeadLetter | null>(null)
  const { data } = useCore<readonly DeadLetter[]>(`/dead-letters?range=${range}`, { every: 10_000 })
  const { mutate, isPending } = useTell({ onDone: () => setGiven(null) })
  if (data?.length === 0) return <Empty text={translate('pages.operations.no_dead')} />
  return (
    <List disablePadding>
      {data && data.length > 0 && (
        <Alert severity="info" sx={{ m: 2 }}>
          {translate('pages.operations.dead_hint')}
        </Alert>
      )}
      {data?.map((letter) => (
        <ListItem key={letter.id} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ListItemText
            sx={{ flex: '1 1 260px', overflowWrap: 'anywhere' }}
            primary={`${translate(`${letter.plugin}:plugin.name`, { _: letter.plugin })} · ${letter.event?.name ?? letter.handler}`}
            secondary={
              <>
                <Typography component="span" variant="body2" color="error" sx={{ display: 'block' }}>
                  {letter.error ? translate(`core:errors.${letter.error}`, { _: letter.error }) : null}
                </Typography>
                {[
                  say('instant', letter.at),
                  letter.about,
                  translate('pages.operations.attempts', { smart_count: letter.attempts }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </>
            }
          />
          <Box sx={{ display: 'flex', gap: 0.5 }}>
            <Button
              startIcon={<Replay />}
              disabled={isPending}
              onClick={() =>
                mutate(
                  { path: `/dead-letters/${letter.id}/retry`, body: {} },
                  { onSuccess: () => notify('pages.operations.retried', { type: 'success' }) },
                )
              }
            >
              {translate('pages.operations.retry')}
            </Button>
            <Button color="error" disabled={isPending} onClick={() => setGiven(letter)}>
              {translate('pages.operations.discard')}
            </Button>
          </Box>
        </ListItem>
      ))}
      <Confirm
        isOpen={given !== null}
        title={translate('pages.operations.discard_title')}
        action={translate('pages.operations.discard')}
        isDestructive
        isBusy={isPending}
        onClose={() => setGiven(null)}
        onConfirm={() => given && mutate({ path: `/dead-letters/${given.id}`, method: 'DELETE' })}
      >
        {translate('pages.operations.discard_hint')}
      </Confirm>
    </List>
  )
}
