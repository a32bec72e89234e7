import { type RecordSlotProps, useSay } from '@guildhall/admin-ui'
import { Chip, Divider, Skeleton, Stack, Typography } from '@mui/material'
import { type RaRecord, useGetList, useTranslate } from 'react-admin'
import { AnswerText } from './answer-text.tsx'

type Attempt = RaRecord & {
  readonly at: string
  readonly answered: number | null
  readonly milliseconds: number
  readonly error: string | null
  readonly answer: string | null
}

const isTaken = (status: number | null) => status !== null && status >= 200 && status < 300

/** Every attempt of a delivery, the last first: what came back, how long it took, or why nothing came. */
export function Answers({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const { data, error } = useGetList<Attempt>('webhook-attempts', {
    // Asked for anew whenever the delivery has changed.
    filter: { delivery: record.id },
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'createdAt', order: 'DESC' },
    meta: { tries: record.tries },
  })
  if (error) throw error
  if (!data) return <Skeleton variant="rounded" height={96} />
  if (data.length === 0)
    return <Typography color="text.secondary">{translate('webhooks:slots.answers.none')}</Typography>
  return (
    <Stack
      component="ol"
      divider={<Divider component="li" aria-hidden />}
      sx={{ gap: 1.5, m: 0, p: 0, listStyle: 'none' }}
    >
      {data.map((attempt) => (
        <Line key={attempt.id} {...attempt} />
      ))}
    </Stack>
  )
}

function Line({ at, answered, milliseconds, error, answer }: Attempt) {
  const translate = useTranslate()
  const say = useSay()
  return (
    <Stack component="li" sx={{ gap: 0.75 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Chip
          size="small"
          color={isTaken(answered) ? 'success' : 'error'}
          label={
            answered === null
              ? translate(`core:errors.${error}`, { _: error ?? '' })
              : translate('webhooks:slots.answers.status', { status: answered })
          }
        />
        <Typography variant="body2" color="text.secondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {translate('webhooks:slots.answers.took', { milliseconds })}
        </Typography>
        <Typography variant="caption" color="text.secondary" sx={{ ml: 'auto' }}>
          {say('instant', at)}
        </Typography>
      </Stack>
      {answer && <AnswerText text={answer} />}
    </Stack>
  )
}
