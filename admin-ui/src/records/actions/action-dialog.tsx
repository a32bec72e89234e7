import type { ManifestAction, ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { Form, type RaRecord, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { useTitleOf } from '../../fields/title.ts'
import { useManifest } from '../../server/manifest.ts'
import { ErrorSummary } from '../form/error-summary.tsx'
import { fieldGrid, wideCell } from '../form/section-card.tsx'
import { initialValues, valuesIn } from '../form/values.ts'

export interface ActionDialogProps {
  readonly resource: ManifestResource
  readonly record: RaRecord
  readonly action: ManifestAction
  /** Gives what is wrong, by field. */
  readonly onAct: (input: object) => Promise<Readonly<Record<string, string>> | undefined>
  readonly onClose: () => void
}

/** What an action wants to know, or whether it is meant. */
export function ActionDialog({ resource, record, action, onAct, onClose }: ActionDialogProps) {
  const translate = useTranslate()
  const { me, zone } = useManifest()
  const title = useTitleOf()(resource.name, record)
  const id = useId()
  const [isActing, setActing] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form begins once
  const begun = useMemo(() => initialValues(action.input, { me, zone, now: new Date() }), [action.name])
  const isAlone = action.input.length === 1

  async function submit(form: Readonly<Record<string, unknown>>) {
    setActing(true)
    const given = Object.entries(valuesIn(action.input, form)).filter(([, value]) => value !== null)
    const errors = await onAct(Object.fromEntries(given))
    setActing(false)
    if (!errors) onClose()
    return errors
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={`${id}-title`}>
      <DialogTitle id={`${id}-title`}>{translate(action.label)}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 2, overflowWrap: 'anywhere' }}>
          {action.input.length > 0 ? title : translate('records.sure', { action: translate(action.label), title })}
        </Typography>
        <Form id={id} record={begun} onSubmit={submit} disableInvalidFormNotification>
          <ErrorSummary fields={action.input} />
          <Box sx={fieldGrid}>
            {action.input.map((field) => {
              const { Input, isWide } = kindOf(field.kind)
              return (
                <Box key={field.name} sx={isAlone || isWide?.(field) ? wideCell : { minWidth: 0 }}>
                  {Input && <Input field={field} source={field.name} />}
                </Box>
              )
            })}
          </Box>
        </Form>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button
          type="submit"
          form={id}
          variant="contained"
          color={action.destructive ? 'error' : 'primary'}
          loading={isActing}
          autoFocus={action.input.length === 0}
        >
          {translate(action.label)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
