import { type GuildhallData, type RecordSlotProps, useSay } from '@guildhall/admin-ui'
import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type RaRecord, useDataProvider, useGetList, useNotify, useTranslate } from 'react-admin'
import { AnswerText } from '../delivery/answer-text.tsx'

type Ping = RaRecord & { readonly status: string; readonly happenedAt: string }
type Attempt = RaRecord & {
  readonly answered: number | null
  readonly milliseconds: number
  readonly error: string | null
  readonly answer: string | null
}

const lookEvery = 700

/** Sends a test and shows the answer as soon as it is there. */
export function Test({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const { ping, attempt, refetch } = useLastPing(String(record.id))
  const send = useMutation({
    mutationFn: () => data.act('webhook-endpoints', record.id, 'ping'),
    onSuccess: () => refetch(),
    onError: (error) => notify(error.message, { type: 'error' }),
  })
  const isWaiting = send.isPending || ping?.status === 'waiting'
  return (
    <Stack sx={{ gap: 1.5, alignItems: 'stretch' }}>
      <Typography variant="body2" color="text.secondary">
        {translate('webhooks:slots.test.text')}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        disabled={isWaiting}
        onClick={() => send.mutate()}
        sx={{ alignSelf: 'start' }}
      >
        {translate('webhooks:slots.test.send')}
      </Button>
      <Stack role="status" sx={{ gap: 1 }}>
        {isWaiting && (
          <>
            <Typography variant="body2">{translate('webhooks:slots.test.waiting')}</Typography>
            <LinearProgress aria-label={translate('webhooks:slots.test.waiting')} />
          </>
        )}
        {!isWaiting && ping && attempt && (
          <>
            <Outcome attempt={attempt} isTaken={ping.status === 'delivered'} />
            <Typography variant="caption" color="text.secondary">
              {translate('webhooks:slots.test.last', { at: say('instant', ping.happenedAt) })}
            </Typography>
          </>
        )}
      </Stack>
    </Stack>
  )
}

function Outcome({ attempt, isTaken }: { readonly attempt: Attempt; readonly isTaken: boolean }) {
  const translate = useTranslate()
  const { answered, milliseconds, error, answer } = attempt
  const told = isTaken ? 'taken' : answered ? 'refused' : 'unanswered'
  const reason = error && translate(`core:errors.${error}`, { _: error })
  return (
    <>
      <Alert severity={isTaken ? 'success' : 'error'}>
        {translate(`webhooks:slots.test.${told}`, { status: answered, milliseconds, error: reason })}
      </Alert>
      {answer && <AnswerText text={answer} />}
    </>
  )
}

/** The last test and how it went; looked at again and again while it is under way. */
function useLastPing(endpoint: string) {
  const one = { pagination: { page: 1, perPage: 1 }, sort: { field: 'createdAt', order: 'DESC' } } as const
  const pings = useGetList<Ping>(
    'webhook-deliveries',
    { ...one, filter: { endpoint, event: 'webhooks.ping' } },
    { refetchInterval: ({ state }) => (state.data?.data[0]?.status === 'waiting' ? lookEvery : false) },
  )
  const ping = pings.data?.[0]
  const isOver = ping !== undefined && ping.status !== 'waiting'
  const attempts = useGetList<Attempt>(
    'webhook-attempts',
    { ...one, filter: { delivery: ping?.id, at_gte: ping?.happenedAt } },
    { enabled: isOver },
  )
  return { ping, attempt: attempts.data?.[0], refetch: pings.refetch }
}
