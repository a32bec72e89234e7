import { Empty, problemOf } from '@guildhall/admin-ui'
import {
  Alert,
  Button,
  Dialog,
  DialogContent,
  DialogTitle,
  List,
  ListItemButton,
  ListItemText,
  ListSubheader,
  TextField,
} from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Clock } from './clock.tsx'
import { MakePart } from './make-part.tsx'
import { useChoices } from './use-choices.ts'
import type { Choice, useTimer } from './use-timer.ts'

interface StartDialogProps {
  readonly timer: ReturnType<typeof useTimer>
  readonly onClose: () => void
}

interface Refusal {
  readonly choice: Choice
  readonly code: string
  readonly message: string
  /** Of what kinds the parts are that time must be booked on. */
  readonly parts: readonly string[]
}

/** What to work on: the last things first, then whatever answers to the words. Enter takes the first. */
export function StartDialog({ timer, onClose }: StartDialogProps) {
  const translate = useTranslate()
  const [words, setWords] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const found = useChoices(useDeferredValue(words.trim()))
  const matches = ({ title, project }: Choice) =>
    `${title} ${project ?? ''}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase())
  const recent = timer.recent.filter(matches)
  const others = found.filter(({ subject }) => !recent.some((one) => one.subject === subject))
  const [first] = [...recent, ...others]

  async function choose(choice: Choice, replace?: boolean) {
    try {
      await timer.start(choice, { ...(replace && { replace }) })
      onClose()
    } catch (error) {
      const problem = problemOf(error)
      setRefusal({
        choice,
        code: problem?.code ?? '',
        message: problem?.message ?? (error as Error).message,
        parts: ((problem?.params ?? {}) as { parts?: readonly string[] }).parts ?? [],
      })
    }
  }
  const isAsked = refusal?.code === 'time.already_running'
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="start-timer">
      <DialogTitle id="start-timer">{translate('time-tracking:slots.timer.what')}</DialogTitle>
      <DialogContent sx={{ pb: 1 }}>
        <TextField
          autoFocus
          fullWidth
          size="small"
          type="search"
          value={words}
          label={translate('ra.action.search')}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first) void choose(first)
          }}
          sx={{ mt: 1 }}
        />
        {timer.running && <RunningNow title={timer.running.title} stop={timer.stop} onClose={onClose} />}
        {refusal && (
          <Alert
            severity={isAsked ? 'info' : 'warning'}
            sx={{ mt: 1.5 }}
            action={
              isAsked ? (
                <Button size="small" onClick={() => void choose(refusal.choice, true)}>
                  {translate('time-tracking:slots.timer.switchNow')}
                </Button>
              ) : undefined
            }
          >
            {isAsked ? translate('time-tracking:slots.timer.switch') : refusal.message}
          </Alert>
        )}
        {refusal?.parts.map((part) => (
          <MakePart key={part} whole={refusal.choice} resource={part} onMade={(made) => choose(made)} />
        ))}
        <List dense sx={{ mt: 1 }}>
          <Choices
            title={translate('time-tracking:slots.timer.recent')}
            choices={recent}
            first={first}
            onChoose={choose}
          />
          <Choices
            title={translate('time-tracking:slots.timer.found')}
            choices={others}
            first={first}
            onChoose={choose}
          />
        </List>
        {!first && <Empty text={translate('time-tracking:slots.timer.none')} />}
        <Clock />
      </DialogContent>
    </Dialog>
  )
}

interface RunningNowProps {
  readonly title: string | null
  readonly stop: () => Promise<void>
  readonly onClose: () => void
}

function RunningNow({ title, stop, onClose }: RunningNowProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const end = () => stop().then(onClose, (error: Error) => notify(error.message, { type: 'error' }))
  return (
    <Alert
      severity="success"
      icon={false}
      sx={{ mt: 1.5 }}
      action={
        <Button size="small" color="inherit" onClick={() => void end()}>
          {translate('time-tracking:slots.timer.stop')}
        </Button>
      }
    >
      {translate('time-tracking:slots.timer.now')}: {title}
    </Alert>
  )
}

interface ChoicesProps {
  readonly title: string
  readonly choices: readonly Choice[]
  readonly first: Choice | undefined
  readonly onChoose: (choice: Choice) => Promise<void>
}

function Choices({ title, choices, first, onChoose }: ChoicesProps) {
  if (choices.length === 0) return null
  return (
    <>
      <ListSubheader disableSticky disableGutters component="li" sx={{ lineHeight: 2.4, bgcolor: 'transparent' }}>
        {title}
      </ListSubheader>
      {choices.map((choice) => (
        <li key={choice.subject}>
          <ListItemButton
            selected={choice.subject === first?.subject}
            onClick={() => void onChoose(choice)}
            sx={{ borderRadius: 1 }}
          >
            <ListItemText primary={choice.title} secondary={choice.project} />
          </ListItemButton>
        </li>
      ))}
    </>
  )
}
