import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Importable, Mapping } from './imports.ts'

interface MannerProps {
  readonly mapping: Mapping
  readonly fields: Importable
  readonly error: string | undefined
  onChange(mapping: Mapping): void
}

const choices = {
  dates: ['dmy', 'mdy', 'ymd'],
  decimal: [',', '.'],
  durations: ['hours', 'minutes', 'seconds'],
  separator: [';', ',', '|', '\n'],
  blanks: ['keep', 'clear'],
} as const
const names: Readonly<Record<string, string>> = {
  ',': 'comma',
  '.': 'point',
  ';': 'semicolon',
  '|': 'bar',
  '\n': 'line',
}

/** How rows find their records, and how the file writes what it says. Only what the columns make a question is asked. */
export function Manner({ mapping, fields: { fields, creates, updates }, error, onChange }: MannerProps) {
  const translate = useTranslate()
  const used = fields.filter(({ name }) => mapping.columns.some((target) => target?.field === name))
  const has = (...kinds: string[]) => used.some(({ kind }) => kinds.includes(kind))
  const columns = new Set(mapping.columns.map((target) => target?.field))
  const matches = [
    ...(columns.has('$external') ? [['external', translate('core:imports.external_id')] as const] : []),
    ...(columns.has('id') ? [['id', translate('core:fields.id')] as const] : []),
    ...used.filter(({ unique }) => unique).map(({ name, label }) => [name, label] as const),
  ]
  const modes = (['create', 'update', 'both'] as const).filter(
    (mode) => (mode === 'update' || creates) && (mode === 'create' || (updates && mapping.match)),
  )
  const choose = (name: keyof typeof choices, isAsked: boolean) =>
    isAsked && (
      <TextField
        key={name}
        select
        size="small"
        label={translate(`pages.imports.manner.${name}`)}
        value={mapping[name]}
        onChange={({ target }) => onChange({ ...mapping, [name]: target.value })}
      >
        {choices[name].map((choice) => (
          <MenuItem key={choice} value={choice}>
            {translate(`pages.imports.choices.${name}.${names[choice] ?? choice}`)}
          </MenuItem>
        ))}
      </TextField>
    )
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))' }}>
      <TextField
        select
        size="small"
        label={translate('pages.imports.match')}
        value={mapping.match ?? ''}
        error={error !== undefined}
        helperText={error}
        onChange={({ target: { value } }) =>
          onChange({ ...mapping, match: value || null, mode: value ? (creates ? 'both' : 'update') : 'create' })
        }
      >
        <MenuItem value="">{translate('pages.imports.no_match')}</MenuItem>
        {mapping.match && !matches.some(([name]) => name === mapping.match) && (
          <MenuItem value={mapping.match}>{mapping.match}</MenuItem>
        )}
        {matches.map(([name, label]) => (
          <MenuItem key={name} value={name}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={translate('pages.imports.mode')}
        value={mapping.mode}
        onChange={({ target }) => onChange({ ...mapping, mode: target.value as Mapping['mode'] })}
      >
        {[...new Set([...modes, mapping.mode])].map((mode) => (
          <MenuItem key={mode} value={mode}>
            {translate(`pages.imports.modes.${mode}`)}
          </MenuItem>
        ))}
      </TextField>
      {columns.has('$external') && (
        <TextField
          size="small"
          label={translate('pages.imports.source')}
          value={mapping.source}
          onChange={({ target }) => onChange({ ...mapping, source: target.value.toLowerCase() })}
        />
      )}
      {has('money') && (
        <TextField
          size="small"
          label={translate('pages.imports.currency')}
          value={mapping.currency}
          onChange={({ target }) => onChange({ ...mapping, currency: target.value.toUpperCase() })}
        />
      )}
      {choose('dates', has('date', 'instant'))}
      {choose('decimal', has('decimal', 'money', 'duration', 'integer'))}
      {choose('durations', has('duration'))}
      {choose('separator', has('refs'))}
      {choose('blanks', mapping.mode !== 'create')}
    </Box>
  )
}
