import { Box, Chip, LinearProgress, ListItem, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { PrivacyRequest } from './privacy.ts'

const colors = {
  asked: 'warning',
  waiting: 'info',
  running: 'info',
  done: 'success',
  withdrawn: 'default',
  refused: 'default',
  failed: 'error',
} as const

/** One request: whose, how it stands, what happens next. */
export function RequestItem({
  request,
  title,
  actions,
}: {
  readonly request: PrivacyRequest
  readonly title: ReactNode
  readonly actions: ReactNode
}) {
  const translate = useTranslate()
  const { kind, state, reason, answer, error, done, total } = request
  return (
    <ListItem
      sx={{
        '& + &': { borderTop: 1, borderColor: 'divider' },
        display: 'grid',
        gap: 1,
        py: 1.5,
        justifyItems: 'start',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', width: '100%' }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{title}</Typography>
        <Chip size="small" variant="outlined" label={translate(`pages.privacy.kind.${kind}`)} />
        <Chip
          size="small"
          variant="outlined"
          color={colors[state]}
          label={translate(`pages.privacy.state.${kind}.${state}`)}
        />
      </Box>
      <Typography variant="body2" color="textSecondary">
        <Standing request={request} />
      </Typography>
      {reason && <Typography variant="body2">{translate('pages.privacy.reason_was', { reason })}</Typography>}
      {answer && <Typography variant="body2">{translate('pages.privacy.answer_was', { answer })}</Typography>}
      {state === 'failed' && error && (
        <Typography variant="body2" color="error">
          {translate(`core:errors.${error}`)}
        </Typography>
      )}
      {state === 'running' && (
        <LinearProgress
          aria-label={translate(`pages.privacy.state.${kind}.running`)}
          variant={total > 0 ? 'determinate' : 'indeterminate'}
          value={total > 0 ? (100 * done) / total : 0}
          sx={{ width: '100%' }}
        />
      )}
      {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{actions}</Box>}
    </ListItem>
  )
}

function Standing({ request }: { readonly request: PrivacyRequest }) {
  const translate = useTranslate()
  const say = useSay()
  const { state, kind, isOwn, askedBy, askedAt, dueAt, runAt, againAt, finishedAt, expiresAt, isMine } = request
  const parts = [
    translate(isOwn ? 'pages.privacy.asked_himself' : 'pages.privacy.asked_by', {
      by: askedBy,
      at: say('instant', askedAt),
    }),
    ...(state === 'asked' ? [translate('pages.privacy.answer_by', { at: say('instant', dueAt) })] : []),
    ...(state === 'waiting' && runAt ? [translate('pages.privacy.erased_on', { at: say('instant', runAt) })] : []),
    ...(finishedAt ? [translate('pages.privacy.finished', { at: say('instant', finishedAt) })] : []),
    ...(kind === 'copy' && isMine && expiresAt
      ? [translate('pages.privacy.until', { at: say('instant', expiresAt) })]
      : []),
    ...(againAt ? [translate('pages.privacy.again', { at: say('instant', againAt) })] : []),
  ]
  return <>{parts.join(' · ')}</>
}
