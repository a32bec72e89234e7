import Add from '@mui/icons-material/Add'
import Archive from '@mui/icons-material/ArchiveOutlined'
import Remove from '@mui/icons-material/DeleteOutlined'
import Unarchive from '@mui/icons-material/UnarchiveOutlined'
import { Alert, Box, Button, IconButton, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { type Choice, keyFrom, textIn } from './field.ts'
import { TextsField } from './texts-field.tsx'

interface ChoicesEditorProps {
  readonly choices: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
  /** Those that records may have: they are put away, not removed. */
  readonly kept: ReadonlySet<string>
  readonly errorOf: (path: string) => string | undefined
}

/** What may be chosen, in its order. */
export function ChoicesEditor({ choices, onChange, kept, errorOf }: ChoicesEditorProps) {
  const translate = useTranslate()
  const { language, tenant } = useManifest()
  const put = (nth: number, choice: Choice) => onChange(choices.map((each, index) => (index === nth ? choice : each)))
  return (
    <Box role="group" aria-label={translate('pages.fields.choices')} sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="subtitle2">{translate('pages.fields.choices')}</Typography>
      {errorOf('choices') && <Alert severity="error">{errorOf('choices')}</Alert>}
      {choices.map((choice, nth) => {
        const called = textIn(choice.labels, language, tenant.language) || choice.value
        return (
          <Box
            key={choice.value}
            sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', opacity: choice.archived ? 0.6 : 1 }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <TextsField
                label={translate('pages.fields.choice', { nth: nth + 1 })}
                value={choice.labels}
                isRequired
                onChange={(labels) => put(nth, { ...choice, labels })}
                errorOf={(each) => errorOf(`choices.${nth}.labels.${each}`)}
              />
            </Box>
            {kept.has(choice.value) ? (
              <IconButton
                aria-label={translate(choice.archived ? 'pages.fields.choice_back' : 'pages.fields.choice_away', {
                  name: called,
                })}
                onClick={() => put(nth, { ...choice, archived: !choice.archived })}
              >
                {choice.archived ? <Unarchive /> : <Archive />}
              </IconButton>
            ) : (
              <IconButton
                aria-label={translate('pages.fields.choice_remove', { name: called })}
                onClick={() => onChange(choices.filter((_, index) => index !== nth))}
              >
                <Remove />
              </IconButton>
            )}
          </Box>
        )
      })}
      <Button
        startIcon={<Add />}
        sx={{ justifySelf: 'start' }}
        onClick={() => onChange([...choices, { value: newValue(choices), labels: {} }])}
      >
        {translate('pages.fields.choice_add')}
      </Button>
    </Box>
  )
}

/** Until it is saved a choice goes by its number; then by its name, see {@link named}. */
const newValue = (choices: readonly Choice[]): string => {
  const taken = new Set(choices.map(({ value }) => value))
  return (
    [...Array(choices.length + 1).keys()].map((nth) => `choice-${nth + 1}`).find((value) => !taken.has(value)) ?? ''
  )
}

/** Names for those that are new: what the API and files call them. */
export function named(choices: readonly Choice[], kept: ReadonlySet<string>, language: string): readonly Choice[] {
  const taken = new Set(kept)
  return choices.map((choice) => {
    if (kept.has(choice.value)) return choice
    const from = keyFrom(textIn(choice.labels, 'en', language))
    const base = from.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) || choice.value
    let value = base
    for (let nth = 2; taken.has(value); nth++) value = `${base}-${nth}`
    taken.add(value)
    return { ...choice, value }
  })
}
