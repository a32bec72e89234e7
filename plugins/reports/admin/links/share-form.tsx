import { ChooseRecord, useNoun } from '@guildhall/admin-ui'
import { Alert, Button, DialogActions, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { type Report, useDatasets } from '../api.ts'

export interface Wish {
  readonly name: string
  readonly days: number
  readonly format: string
  readonly about?: string
}

interface ShareFormProps {
  readonly report: Report
  readonly problem: string | undefined
  readonly isPending: boolean
  readonly onMake: (wish: Wish) => void
  readonly onClose: () => void
}

const lengths = [1, 7, 30, 90]

/** For whom a link is, what of the report it shows, and how long. */
export function ShareForm({ report, problem, isPending, onMake, onClose }: ShareFormProps) {
  const translate = useTranslate()
  const noun = useNoun()
  const { data: datasets } = useDatasets()
  const [name, setName] = useState('')
  const [days, setDays] = useState(7)
  const [format, setFormat] = useState('pdf')
  const [kind, setKind] = useState('')
  const [id, setId] = useState<string | null>(null)
  const word = (key: string, values?: object) => translate(`reports:slots.share.${key}`, values)
  const parties = datasets?.find((dataset) => dataset.id === report.definition.dataset)?.parties ?? []
  const isWhole = kind === ''
  return (
    <Stack
      component="form"
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        onMake({ name, days, format, ...(!isWhole && { about: `${kind}/${id}` }) })
      }}
    >
      <Typography color="text.secondary">{word('lead')}</Typography>
      {problem && <Alert severity="error">{problem}</Alert>}
      <TextField required label={word('for')} value={name} onChange={({ target }) => setName(target.value)} />
      <TextField
        select
        label={word('scope')}
        value={kind}
        onChange={({ target }) => {
          setKind(target.value)
          setId(null)
        }}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{word('whole')}</MenuItem>
        {parties.map((party) => (
          <MenuItem key={party} value={party}>
            {noun(party, { capitalized: true })}
          </MenuItem>
        ))}
      </TextField>
      {!isWhole && (
        <ChooseRecord resource={kind} label={noun(kind, { capitalized: true })} value={id} onChange={setId} />
      )}
      <TextField select label={word('days')} value={days} onChange={({ target }) => setDays(Number(target.value))}>
        {lengths.map((length) => (
          <MenuItem key={length} value={length}>
            {word('day', { smart_count: length })}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={translate('reports:resources.report-schedules.fields.format')}
        value={format}
        onChange={({ target }) => setFormat(target.value)}
      >
        {['pdf', 'xlsx', 'csv'].map((each) => (
          <MenuItem key={each} value={each}>
            {translate(`reports:resources.report-schedules.values.format.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <DialogActions sx={{ px: 0 }}>
        <Button onClick={onClose}>{word('cancel')}</Button>
        <Button
          type="submit"
          variant="contained"
          loading={isPending}
          disabled={name.trim() === '' || (!isWhole && id === null)}
        >
          {word('make')}
        </Button>
      </DialogActions>
    </Stack>
  )
}
