import { Button, SnackbarContent } from '@mui/material'
import { useCloseNotification, useNotify, useTranslate } from 'react-admin'

const readingTime = 8000

/** Tells what was done and offers to take it back. */
export function useUndoable() {
  const notify = useNotify()
  return (text: string, undo: () => Promise<unknown>) =>
    notify(<UndoNotice text={text} undo={undo} />, { autoHideDuration: readingTime })
}

interface UndoNoticeProps {
  readonly text: string
  readonly undo: () => Promise<unknown>
}

function UndoNotice({ text, undo }: UndoNoticeProps) {
  const translate = useTranslate()
  const close = useCloseNotification()
  return (
    <SnackbarContent
      message={text}
      action={
        <Button
          size="small"
          color="inherit"
          sx={{ fontWeight: 700 }}
          onClick={() => {
            close()
            void undo()
          }}
        >
          {translate('ra.action.undo')}
        </Button>
      }
    />
  )
}
