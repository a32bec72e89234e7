import { ChooseRecord, useNoun } from '@guildhall/admin-ui'
import RemoveIcon from '@mui/icons-material/Close'
import { Box, IconButton, MenuItem, TextField } from '@mui/material'
import { type RaRecord, useTranslate } from 'react-admin'

export interface Outsider {
  readonly name: string
  readonly address: string
  /** `companies/<id>` */
  readonly about: string
}

type Errors = { readonly [Name in keyof Outsider]?: { readonly message?: string } }

interface PersonProps {
  readonly person: Outsider
  readonly parties: readonly string[]
  readonly errors: Errors
  readonly onChange: (person: Outsider | null) => void
}

/** One of them. Whoever is chosen brings his name and address, where the record has them. */
export function Person({ person, parties, errors, onChange }: PersonProps) {
  const translate = useTranslate()
  const noun = useNoun()
  const word = (key: string) => translate(`reports:slots.outside.${key}`)
  const [resource = '', id = ''] = person.about.split('/')
  const kinds = parties.includes(resource) ? parties : [resource, ...parties]
  const choose = (chosen: string | null, record: RaRecord | null) =>
    onChange({
      name: person.name || String(record?.name ?? ''),
      address: person.address || String(record?.email ?? ''),
      about: `${resource}/${chosen ?? ''}`,
    })
  const text = (name: 'name' | 'address', type: string) => (
    <TextField
      size="small"
      type={type}
      required
      label={translate(`reports:resources.report-deliveries.fields.${name}`)}
      value={person[name]}
      onChange={({ target }) => onChange({ ...person, [name]: target.value })}
      error={errors[name] !== undefined}
      helperText={errors[name]?.message}
    />
  )
  return (
    <Box sx={{ display: 'flex', gap: 1, borderLeft: 2, borderColor: 'divider', pl: 1.5, alignItems: 'start' }}>
      <Box
        sx={{
          ...{ display: 'grid', gap: 1, flex: 1, minWidth: 0 },
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '160px minmax(0, 1fr)' },
        }}
      >
        <TextField
          select
          size="small"
          label={word('kind')}
          value={resource}
          onChange={({ target }) => onChange({ ...person, about: `${target.value}/` })}
        >
          {kinds.map((kind) => (
            <MenuItem key={kind} value={kind}>
              {noun(kind, { capitalized: true })}
            </MenuItem>
          ))}
        </TextField>
        <ChooseRecord
          resource={resource}
          label={word('about')}
          value={id || null}
          onChange={choose}
          error={errors.about?.message}
        />
        {text('name', 'text')}
        {text('address', 'email')}
      </Box>
      <IconButton size="small" aria-label={word('remove')} onClick={() => onChange(null)}>
        <RemoveIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}
