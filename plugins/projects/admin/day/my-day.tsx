import { Empty, useSay } from '@guildhall/admin-ui'
import { Button, Checkbox, List, ListItem, ListItemIcon, ListItemText, Link as Look, Skeleton } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { type DayTask, useCompletion, useDay } from './agenda.ts'

/** The tasks of today, each completed with one click. */
export function MyDay() {
  const translate = useTranslate()
  const { data: tasks, error } = useDay()
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  if (error) throw error
  if (!tasks) return <Skeleton variant="rounded" height={120} />
  if (tasks.length === 0) return <Empty text={translate('projects:slots.myDay.empty')} />
  return (
    <List disablePadding dense>
      {tasks.map((task) => (
        <Line
          key={task.id}
          task={task}
          isDone={done.has(task.id)}
          onDone={(isDone) => setDone((before) => (isDone ? new Set([...before, task.id]) : without(before, task.id)))}
        />
      ))}
    </List>
  )
}

interface LineProps {
  readonly task: DayTask
  readonly isDone: boolean
  readonly onDone: (isDone: boolean) => void
}

function Line({ task, isDone, onDone }: LineProps) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const { complete, reopen, settled } = useCompletion()
  const refused = (error: Error) => notify(error.message, { type: 'error' })
  const onComplete = () => complete.mutate(task, { onSuccess: () => onDone(true), onError: refused })
  const onReopen = () => reopen.mutate(task, { onSuccess: () => onDone(false), onError: refused })
  const due = task.dueAt && translate(`projects:slots.myDay.${task.group}`, { at: say('instant', task.dueAt) })
  return (
    <ListItem
      disableGutters
      divider
      secondaryAction={
        isDone && (
          <Button size="small" onClick={onReopen} disabled={reopen.isPending}>
            {translate('projects:slots.myDay.undo')}
          </Button>
        )
      }
    >
      <ListItemIcon sx={{ minWidth: 40 }}>
        <Checkbox
          edge="start"
          checked={isDone}
          disabled={isDone || complete.isPending}
          onChange={onComplete}
          onBlur={() => isDone && void settled()}
          slotProps={{ input: { 'aria-label': translate('projects:slots.myDay.complete', { title: task.title }) } }}
        />
      </ListItemIcon>
      <ListItemText
        primary={
          <Look component={Link} to={`/tasks/${task.id}/show`} color="inherit" underline="hover">
            {task.title}
          </Look>
        }
        secondary={due}
        slotProps={{
          primary: { sx: { ...(isDone && { textDecoration: 'line-through', color: 'text.secondary' }) } },
          secondary: { color: task.group === 'overdue' && !isDone ? 'error' : 'text.secondary' },
        }}
      />
    </ListItem>
  )
}

const without = (ids: ReadonlySet<string>, id: string) => new Set([...ids].filter((each) => each !== id))
