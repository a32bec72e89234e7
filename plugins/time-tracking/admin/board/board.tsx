import { Empty, type GuildhallData, PageFrame } from '@guildhall/admin-ui'
import { Box, Chip, Paper, Skeleton, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useTranslate } from 'react-admin'
import { clockText, useNow, useTimeOfDay } from '../timer/use-now.ts'

interface Line {
  readonly person: string
  readonly name: string | null
  readonly state: 'working' | 'idle' | 'break' | 'present' | 'away' | 'off'
  readonly since: string | null
  readonly title: string | null
  readonly project: string | null
  readonly away: string | null
}

interface Answer {
  readonly people: readonly Line[]
}

const tones = {
  working: 'success',
  idle: 'warning',
  break: 'info',
  present: 'primary',
  away: 'secondary',
  off: 'default',
} as const

/** Who works on what since when. What changes comes by the live stream: entries and attendances are both asked anew. */
export function Board() {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const ask = () => data.call<Answer>('/time-tracking/board')
  const { data: board, error, dataUpdatedAt } = useQuery({ queryKey: ['time-entries', 'board'], queryFn: ask })
  const present = useQuery({ queryKey: ['attendances', 'board'], queryFn: ask })
  const now = useNow(true)
  if (error) throw error
  if (!board) return <Skeleton variant="rounded" height={320} sx={{ my: 2 }} />
  const { people } = present.data && present.dataUpdatedAt > dataUpdatedAt ? present.data : board
  if (people.length === 0) return <Empty text={translate('time-tracking:slots.board.empty')} />
  return (
    <PageFrame>
      <Box
        component="ul"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
          gap: 1.5,
          p: 0,
          m: 0,
        }}
      >
        {people.map((line) => (
          <Person key={line.person} line={line} now={now} />
        ))}
      </Box>
    </PageFrame>
  )
}

function Person({ line, now }: { readonly line: Line; readonly now: number }) {
  const translate = useTranslate()
  const timeOfDay = useTimeOfDay()
  const { name, state, since, title, project, away } = line
  const isRunning = state === 'working' || state === 'idle'
  return (
    <Paper
      variant="outlined"
      component="li"
      sx={{ listStyle: 'none', p: 2, display: 'grid', gap: 1, opacity: state === 'off' ? 0.75 : 1 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: 1, fontWeight: 600, minWidth: 0 }} noWrap>
          {name}
        </Typography>
        <Chip
          size="small"
          variant={isRunning ? 'filled' : 'outlined'}
          color={tones[state]}
          label={translate(`time-tracking:slots.board.states.${state}`)}
        />
      </Box>
      <Box sx={{ minHeight: 44 }}>
        <Typography variant="body2" noWrap>
          {title ?? away ?? ' '}
        </Typography>
        <Typography variant="body2" color="textSecondary" noWrap>
          {project ?? ' '}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', fontVariantNumeric: 'tabular-nums' }}>
        <Typography variant="body2" color="textSecondary">
          {since ? translate('time-tracking:slots.board.since', { at: timeOfDay(since) }) : ' '}
        </Typography>
        {isRunning && since && (
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {clockText(now - Date.parse(since))}
          </Typography>
        )}
      </Box>
    </Paper>
  )
}
