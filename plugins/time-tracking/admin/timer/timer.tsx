import PlayIcon from '@mui/icons-material/PlayCircleOutlined'
import StopIcon from '@mui/icons-material/StopCircleOutlined'
import { Box, Button, IconButton, Tooltip } from '@mui/material'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Idle } from './idle.tsx'
import { clockText, useNow } from './use-now.ts'
import { useTimer } from './use-timer.ts'

const StartDialog = lazy(async () => ({ default: (await import('./start-dialog.tsx')).StartDialog }))

const styles = {
  title: {
    ...{ display: { xs: 'none', md: 'inline' }, maxWidth: 180, fontWeight: 400 },
    ...{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  },
  /** Said, and not seen. */
  spoken: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
} as const

/** On every screen: what runs and since when. `T` opens it, Enter starts what was found. */
export function Timer() {
  const translate = useTranslate()
  const notify = useNotify()
  const timer = useTimer()
  const [isOpen, setOpen] = useState(false)
  const { running } = timer
  const now = useNow(running !== null)
  useTimerKey(() => setOpen(true))
  const time = running ? clockText(now - Date.parse(running.startedAt)) : ''
  const label = running
    ? translate('time-tracking:slots.timer.running', { title: running.title ?? '', time })
    : translate('time-tracking:slots.timer.start')
  const stop = () => timer.stop().catch((error: Error) => notify(error.message, { type: 'error' }))
  return (
    <>
      {running ? (
        <Box sx={{ display: 'flex', alignItems: 'center', flexShrink: 0 }}>
          <Tooltip describeChild title={label}>
            <Button
              size="small"
              color="inherit"
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
              sx={{ minWidth: 0, gap: 1, px: 1, fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}
            >
              <Box component="span" sx={styles.spoken}>
                {label}
              </Box>
              <Box component="span" aria-hidden sx={styles.title}>
                {running.title}
              </Box>
              <Box component="span" aria-hidden sx={{ display: { xs: 'none', sm: 'inline' } }}>
                {time}
              </Box>
              <Box component="span" aria-hidden sx={{ display: { sm: 'none' } }}>
                {time.slice(0, -3)}
              </Box>
            </Button>
          </Tooltip>
          <Tooltip title={translate('time-tracking:slots.timer.stop')}>
            <IconButton
              color="error"
              // On a phone it stands in the dialog.
              sx={{ display: { xs: 'none', sm: 'inline-flex' } }}
              onClick={() => void stop()}
              aria-label={translate('time-tracking:slots.timer.stop')}
            >
              <StopIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Box>
      ) : (
        <Tooltip title={label}>
          <IconButton aria-label={label} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <PlayIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
      {isOpen && (
        <Suspense>
          <StartDialog timer={timer} onClose={() => setOpen(false)} />
        </Suspense>
      )}
      {running && timer.idleMinutes !== null && (
        <Idle key={running.startedAt} running={running} minutes={timer.idleMinutes} stop={timer.stop} />
      )}
    </>
  )
}

/** `T`, wherever nobody is writing. */
function useTimerKey(onPress: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isWriting =
        target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting) return
      if (event.code !== 'KeyT' || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      onPress()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
