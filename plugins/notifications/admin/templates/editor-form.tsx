import { useTell } from '@guildhall/admin-ui'
import { Box, Button, Chip, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Preview } from './preview.tsx'

export interface Place {
  readonly kind: string
  readonly channel: string
  readonly language: string
}

interface Words {
  readonly title: string
  readonly text: string
}

export interface Template extends Words {
  readonly shipped: Words
  readonly isOwn: boolean
}

interface EditorFormProps {
  readonly place: Place
  readonly placeholders: readonly string[]
  readonly kept: Template
}

/** The words, and below them how they look; a click on a placeholder puts it where one wrote last. */
export function EditorForm({ place, placeholders, kept }: EditorFormProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const say = (name: string, params = {}) => translate(`notifications:slots.templates.${name}`, params)
  const [words, setWords] = useState<Words>({ title: kept.title, text: kept.text })
  const [last, setLast] = useState<keyof Words>('text')
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const onRefused = ({ errors: told }: { errors?: Readonly<Record<string, string>> | undefined }) => {
    setErrors(told ?? {})
    return told !== undefined
  }
  const saving = useTell({ onRefused, onDone: () => notify(say('saved'), { type: 'success' }) })
  const resetting = useTell({ onDone: () => notify(say('resetDone'), { type: 'success' }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors({})
    saving.mutate({ path: '/notifications/template', method: 'PUT', body: { ...place, ...words } })
  }
  const reset = () =>
    resetting.mutate({ path: `/notifications/template?${new URLSearchParams({ ...place })}`, method: 'DELETE' })
  const field = (name: keyof Words, label: string, rows?: number) => (
    <TextField
      {...{ name, label: say(label), fullWidth: true, value: words[name] }}
      {...(rows && { multiline: true, minRows: rows })}
      error={errors[name] !== undefined}
      helperText={errors[name]}
      onFocus={() => setLast(name)}
      onChange={({ target }) => setWords({ ...words, [name]: target.value })}
    />
  )
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Chip size="small" variant="outlined" label={say(kept.isOwn ? 'own' : 'shipped')} />
      </Box>
      {field('title', 'subject')}
      {field('text', 'text', 4)}
      {placeholders.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography variant="body2" color="textSecondary">
            {say('placeholders')}
          </Typography>
          {placeholders.map((name) => (
            <Chip
              key={name}
              label={name}
              aria-label={say('insert', { name })}
              onClick={() => setWords({ ...words, [last]: `${words[last]}{{${name}}}` })}
            />
          ))}
        </Box>
      )}
      <Preview place={place} words={words} />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" loading={saving.isPending}>
          {say('save')}
        </Button>
        {kept.isOwn && (
          <Button onClick={reset} loading={resetting.isPending}>
            {say('reset')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
