import { problemOf, useManifest, useNoun } from '@guildhall/admin-ui'
import { Box, Button, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { Choice } from './use-timer.ts'

interface MakePartProps {
  readonly whole: Choice
  /** The kind of record that a part of it is. */
  readonly resource: string
  readonly onMade: (part: Choice) => Promise<void>
}

/** Makes what time may be booked on, by its title, and hands it on to be started. */
export function MakePart({ whole, resource, onMade }: MakePartProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider()
  const noun = useNoun()
  const part = useManifest().resources.find(({ name }) => name === resource)
  const [title, setTitle] = useState('')
  const [kind = '', id = ''] = whole.subject.split('/')
  const parent = part?.fields.find((field) => field.kind === 'ref' && field.target === kind)?.name
  if (!part?.title || !parent) return null
  const named = part.title

  async function make(event: FormEvent) {
    event.preventDefault()
    try {
      const { data: made } = await data.create(resource, { data: { [parent ?? '']: id, [named]: title } })
      await onMade({ subject: `${resource}/${made.id}`, title, project: whole.title })
    } catch (error) {
      notify(problemOf(error)?.message ?? (error as Error).message, { type: 'error' })
    }
  }
  return (
    <Box component="form" onSubmit={(event) => void make(event)} sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
      <TextField
        autoFocus
        required
        fullWidth
        size="small"
        value={title}
        label={noun(resource, { count: 1, capitalized: true })}
        onChange={({ target }) => setTitle(target.value)}
      />
      <Button type="submit" variant="contained" disabled={title.trim() === ''} sx={{ whiteSpace: 'nowrap' }}>
        {translate('time-tracking:slots.timer.makeAndStart')}
      </Button>
    </Box>
  )
}
