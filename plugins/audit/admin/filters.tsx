import { Card, ChooseRecord, useManifest, useNoun } from '@guildhall/admin-ui'
import { Box, Button, FormControlLabel, MenuItem, Switch, TextField, type Theme, useMediaQuery } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import type { Filters as Chosen, FilterName } from './use-filters.ts'

/** What is looked for. */
export function Filters({ filters }: { readonly filters: Chosen }) {
  const translate = useTranslate()
  const noun = useNoun()
  const { resources } = useManifest()
  const isPhone = useMediaQuery<Theme>(({ breakpoints }) => breakpoints.down('sm'))
  const hidden = ['since', 'until', 'reason', 'request', 'acting'] as const
  const [wanted, setWanted] = useState(() => hidden.some((name) => filters.value(name) !== ''))
  const isOpen = wanted || !isPhone
  const text = (name: string) => translate(`audit:slots.past.${name}`)
  const input = (name: FilterName, type: 'text' | 'date') => (
    <TextField
      type={type}
      label={text(name)}
      value={filters.value(name)}
      onChange={({ target }) => filters.set(name, target.value)}
      {...(type === 'date' && { slotProps: { inputLabel: { shrink: true } } })}
    />
  )
  return (
    <Card>
      <Box
        role="search"
        aria-label={text('filters')}
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 200px), 1fr))',
          alignItems: 'center',
        }}
      >
        <TextField
          select
          label={text('resource')}
          value={filters.value('resource')}
          onChange={({ target }) => filters.set('resource', target.value)}
        >
          <MenuItem value="">{text('all')}</MenuItem>
          {resources.map(({ name }) => (
            <MenuItem key={name} value={name}>
              {noun(name, { form: 'plural', count: 2, capitalized: true })}
            </MenuItem>
          ))}
        </TextField>
        <ChooseRecord
          resource="people"
          label={text('who')}
          value={filters.value('actor') || null}
          onChange={(id) => filters.set('actor', id ?? '')}
        />
        {isOpen && (
          <>
            {input('since', 'date')}
            {input('until', 'date')}
            {input('reason', 'text')}
            {input('request', 'text')}
            <FormControlLabel
              control={
                <Switch
                  checked={filters.value('acting') === 'true'}
                  onChange={(_event, isOn) => filters.set('acting', isOn ? 'true' : '')}
                />
              }
              label={text('acting')}
            />
          </>
        )}
        {isPhone && (
          <Button aria-expanded={isOpen} onClick={() => setWanted(!isOpen)}>
            {text(isOpen ? 'fewer' : 'allFilters')}
          </Button>
        )}
        {!filters.isEmpty && <Button onClick={filters.clear}>{text('clear')}</Button>}
      </Box>
    </Card>
  )
}
