import type { GuildhallData } from '@guildhall/admin-ui'
import { Box, Button, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { useTimeOfDay } from './use-now.ts'

type Step = 'in' | 'break' | 'out'
interface Answer {
  readonly state: Step
  readonly since: string | null
}

/** Coming, a break, going. */
export function Clock() {
  const translate = useTranslate()
  const timeOfDay = useTimeOfDay()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const queries = useQueryClient()
  const { data: clock } = useQuery({
    queryKey: ['attendances', 'clock'],
    queryFn: () => data.call<Answer>('/time-tracking/clock'),
  })
  const { mutate, isPending } = useMutation({
    mutationFn: (step: Step) => data.call('/time-tracking/clock', { method: 'POST', body: { step } }),
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    async onSettled() {
      await queries.invalidateQueries({ queryKey: ['attendances'] })
      await queries.invalidateQueries({ queryKey: ['time-entries'] })
    },
  })
  if (!clock) return null
  const at = clock.since ? timeOfDay(clock.since) : ''
  const text = { in: 'present', break: 'onBreak', out: null }[clock.state]
  const steps: readonly (readonly [Step, string])[] =
    clock.state === 'in'
      ? [
          ['break', 'clockBreak'],
          ['out', 'clockOut'],
        ]
      : [['in', 'clockIn']]
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        borderTop: 1,
        borderColor: 'divider',
        pt: 1.5,
        mt: 1,
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ flex: 1, minWidth: 140 }}>
        {text && translate(`time-tracking:slots.timer.${text}`, { at })}
      </Typography>
      {steps.map(([step, name]) => (
        <Button key={step} size="small" variant="outlined" disabled={isPending} onClick={() => mutate(step)}>
          {translate(`time-tracking:slots.timer.${name}`)}
        </Button>
      ))}
    </Box>
  )
}
