import { Card, PageFrame, useCore, useManifest } from '@guildhall/admin-ui'
import { Box, MenuItem, Skeleton, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Editor } from './editor.tsx'

interface Named {
  readonly name: string
  readonly label: string
}

interface Catalogue {
  readonly kinds: readonly (Named & { readonly plugin: string; readonly placeholders: readonly string[] })[]
  readonly channels: readonly Named[]
}

/** What messages say, per kind, channel and language. */
export function TemplatesPage() {
  const translate = useTranslate()
  const { languages, language: own } = useManifest()
  const { data, error } = useCore<Catalogue>('/notifications/templates')
  const [chosen, setChosen] = useState<{ kind?: string; channel?: string; language?: string }>({})
  if (error) throw error
  const kind = data?.kinds.find(({ name }) => name === chosen.kind) ?? data?.kinds[0]
  const channel = chosen.channel ?? 'mail'
  const language = chosen.language ?? own
  const choose = (name: 'kind' | 'channel' | 'language', value: string, options: readonly Named[]) => (
    <TextField
      select
      label={translate(`notifications:slots.templates.${name}`)}
      value={value}
      onChange={({ target }) => setChosen({ ...chosen, [name]: target.value })}
    >
      {options.map((option) => (
        <MenuItem key={option.name} value={option.name}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  )
  return (
    <PageFrame isNarrow>
      <Card>
        {data && kind ? (
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '2fr 1fr 1fr' } }}>
              {choose('kind', kind.name, data.kinds)}
              {choose('channel', channel, data.channels)}
              {choose(
                'language',
                language,
                languages.map((one) => ({ name: one.language, label: one.name })),
              )}
            </Box>
            <Editor
              key={`${kind.name} ${channel} ${language}`}
              place={{ kind: kind.name, channel, language }}
              placeholders={kind.placeholders}
            />
          </Box>
        ) : (
          <Skeleton variant="rounded" height={320} />
        )}
      </Card>
    </PageFrame>
  )
}
