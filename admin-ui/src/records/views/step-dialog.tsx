import type { ManifestAction } from '@guildhall/sdk/manifest'
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { Form, type HttpError, useNotify, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'

interface StepDialogProps {
  readonly action: ManifestAction
  onCancel(): void
  onSubmit(input: Record<string, unknown>): Promise<unknown>
}

/** What an action asks for before it is taken; what the server refuses is told at its field, and nothing typed is lost. */
export function StepDialog({ action, onCancel, onSubmit }: StepDialogProps) {
  const translate = useTranslate()
  const notify = useNotify()
  async function submit(values: Record<string, unknown>) {
    try {
      await onSubmit(values)
    } catch (error) {
      const { message, body } = error as HttpError
      notify(message, { type: 'error' })
      return body?.errors
    }
  }
  return (
    <Dialog open onClose={onCancel} fullWidth maxWidth="xs">
      <Form record={{}} onSubmit={submit}>
        <DialogTitle>{translate(action.label)}</DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
            {action.input.map((field) => {
              const { Input } = kindOf(field.kind)
              return Input && <Input key={field.name} field={field} source={field.name} />
            })}
          </Box>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onCancel}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={action.destructive ? 'error' : 'primary'}>
            {translate(action.label)}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
