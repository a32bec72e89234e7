import { Box, FormControlLabel, FormHelperText, MenuItem, Switch, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import { type Draft, hasRange, isSearched, mayBeFiltered, mayBeUnique } from './field.ts'

interface OptionsProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** What a field is stays what it is once records have it. */
  readonly isNew: boolean
  readonly errorOf: (path: string) => string | undefined
}

const grid = { display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(min(180px, 100%), 1fr))' }

/** The options that go with the kind. */
export function Options({ draft, change, isNew, errorOf }: OptionsProps) {
  const translate = useTranslate()
  const noun = useNoun()
  const { resources } = useManifest()
  const { kind } = draft
  const number = (name: 'maxLength' | 'minimum' | 'maximum' | 'scale') => (
    <TextField
      type="number"
      label={translate(`pages.fields.options.${name}`)}
      value={draft[name] ?? ''}
      disabled={name === 'scale' && !isNew}
      error={errorOf(name) !== undefined}
      helperText={errorOf(name)}
      onChange={({ target }) => change({ [name]: target.value === '' ? null : Number(target.value) })}
    />
  )
  const flag = (name: 'required' | 'unique' | 'filterable' | 'searchable' | 'listed' | 'multiline', isOpen = true) =>
    isOpen && (
      <Box key={name}>
        <FormControlLabel
          control={<Switch checked={draft[name] === true} onChange={(_, checked) => change({ [name]: checked })} />}
          disabled={!isNew && (name === 'unique' || name === 'multiline')}
          label={translate(`pages.fields.options.${name}`)}
        />
        {errorOf(name) && <FormHelperText error>{errorOf(name)}</FormHelperText>}
      </Box>
    )
  return (
    <>
      <Box sx={grid}>
        {kind === 'ref' && (
          <TextField
            select
            required
            label={translate('pages.fields.options.target')}
            value={draft.target ?? ''}
            disabled={!isNew}
            error={errorOf('target') !== undefined}
            helperText={errorOf('target')}
            onChange={({ target }) => change({ target: target.value })}
          >
            {resources.map(({ name }) => (
              <MenuItem key={name} value={name}>
                {noun(name, { count: 1, capitalized: true })}
              </MenuItem>
            ))}
          </TextField>
        )}
        {kind === 'text' && number('maxLength')}
        {kind === 'decimal' && number('scale')}
        {hasRange(kind) && number('minimum')}
        {hasRange(kind) && number('maximum')}
      </Box>
      <Box sx={{ ...grid, gap: 0.5 }}>
        {flag('required')}
        {flag('listed')}
        {flag('filterable', mayBeFiltered(draft))}
        {flag('searchable', isSearched(kind))}
        {flag('unique', mayBeUnique(draft))}
        {flag('multiline', kind === 'text')}
      </Box>
    </>
  )
}
