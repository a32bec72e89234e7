import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Radio,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useState } from 'react'
import { type RaRecord, RecordContextProvider, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { type Choice, type Difference, keptOf } from './stale.ts'

export interface StaleDialogProps {
  readonly id: RaRecord['id']
  readonly differences: readonly Difference[]
  /** Who changed it meanwhile, where that may be known. */
  readonly by?: string | undefined
  readonly isSaving: boolean
  readonly onSave: (kept: Readonly<Record<string, unknown>>) => void
  readonly onClose: () => void
}

/** Somebody else was faster: both values of every field that differs, and the choice between them. */
export function StaleDialog({ id, differences, by, isSaving, onSave, onClose }: StaleDialogProps) {
  const translate = useTranslate()
  const isNarrow = useMediaQuery<Theme>(({ breakpoints }) => breakpoints.down('sm'))
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" fullScreen={isNarrow} aria-labelledby="stale-title">
      <DialogTitle id="stale-title">{translate('records.stale.title')}</DialogTitle>
      <DialogContent dividers>
        <Typography variant="body2" sx={{ mb: 2 }}>
          {by ? translate('records.stale.text_by', { name: by }) : translate('records.stale.text')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 2 }}>
          {differences.map(({ field, mine, theirs, proposal }) => {
            const choice = choices[field.name] ?? proposal
            const option = (value: Choice, shown: unknown) => (
              <Option
                id={id}
                field={field}
                label={translate(`records.stale.${value}`)}
                value={shown}
                isChosen={choice === value}
                onChoose={() => setChoices({ ...choices, [field.name]: value })}
              />
            )
            return (
              <Box key={field.name} role="radiogroup" aria-label={translate(field.label)}>
                <Typography variant="subtitle2" component="h3">
                  {translate(field.label)}
                </Typography>
                <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 1, mt: 0.75 }}>
                  {option('mine', mine)}
                  {option('theirs', theirs)}
                </Box>
              </Box>
            )
          })}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('records.stale.back')}</Button>
        <Button variant="contained" loading={isSaving} onClick={() => onSave(keptOf(differences, choices))}>
          {translate('ra.action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface OptionProps {
  readonly id: RaRecord['id']
  readonly field: ManifestRecordField
  readonly label: string
  readonly value: unknown
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Option({ id, field, label, value, isChosen, onChoose }: OptionProps) {
  const { Cell } = kindOf(field.kind)
  return (
    <Box
      component="label"
      sx={{
        display: 'flex',
        gap: 0.5,
        alignItems: 'flex-start',
        border: 1,
        borderColor: isChosen ? 'primary.main' : 'divider',
        borderRadius: 1,
        p: 1,
        pl: 0.5,
        minWidth: 0,
        cursor: 'pointer',
      }}
    >
      <Radio size="small" checked={isChosen} onChange={onChoose} name={field.name} sx={{ p: 0.5 }} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="caption" color="textSecondary" component="div">
          {label}
        </Typography>
        <RecordContextProvider value={{ id, [field.name]: value }}>
          <Cell field={field} source={field.name} isFull />
        </RecordContextProvider>
      </Box>
    </Box>
  )
}
