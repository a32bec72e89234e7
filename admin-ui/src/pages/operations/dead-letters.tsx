import Replay from '@mui/icons-material/Replay'
import { Alert, Box, Button, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { type DeadLetter, newest } from './operations.ts'

export function DeadLetters() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const [given, setGiven] = useState<DeadLetter | null>(null)
  const { data } = useCore<readonly DeadLetter[]>(`/dead-letters?range=${newest}`, { every: 10_000 })
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
