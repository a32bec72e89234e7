import { Box, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import { Card } from '../parts/card.tsx'
import { ChooseRecord } from '../parts/choose-record.tsx'
import { PersonPrivacy } from './person-privacy.tsx'

/** Anybody the business keeps data about, found among whatever stands for people. */
export function ChoosePerson() {
  const translate = useTranslate()
  const noun = useNoun()
  const { resources } = useManifest()
  const kinds = resources.filter(({ naturalPerson }) => naturalPerson)
  const [resource, setResource] = useState('people')
  const [chosen, setChosen] = useState<{ readonly id: string; readonly name: string; readonly kind?: string } | null>(
    null,
  )
  const title = kinds.find(({ name }) => name === resource)?.title ?? 'id'
  return (
    <Card title={translate('pages.privacy.choose')} lead={translate('pages.privacy.choose_lead')}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '200px 1fr' }, mb: chosen ? 2 : 0 }}>
        <TextField
          select
          label={translate('pages.privacy.among')}
          value={resource}
          onChange={({ target }) => {
            setResource(target.value)
            setChosen(null)
          }}
        >
          {kinds.map(({ name }) => (
            <MenuItem key={name} value={name}>
              {noun(name, { count: 2, form: 'plural', capitalized: true })}
            </MenuItem>
          ))}
        </TextField>
        <ChooseRecord
          key={resource}
          resource={resource}
          label={noun(resource, { capitalized: true })}
          value={chosen?.id ?? null}
          onChange={(id, record) => {
            const kind = record?.['kind']
            setChosen(
              id ? { id, name: String(record?.[title] ?? ''), ...(typeof kind === 'string' && { kind }) } : null,
            )
          }}
        />
      </Box>
      {chosen && (
        <PersonPrivacy
          resource={resource}
          record={chosen.id}
          name={chosen.name}
          {...(resource === 'people' && chosen.kind && { kind: chosen.kind })}
        />
      )}
    </Card>
  )
}
