import { fieldOf, kindOf, problemOf, useManifest } from '@guildhall/admin-ui'
import SendIcon from '@mui/icons-material/Send'
import { Alert, Box, Button, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import {
  Form,
  type RaRecord,
  ResourceContextProvider,
  TextInput,
  useCreate,
  useGetIdentity,
  useRefresh,
  useTranslate,
} from 'react-admin'
import { Ready } from './ready.tsx'

interface Draft {
  readonly text?: string
  readonly attachments?: readonly string[]
}

/** Where one answers. Who works here chooses whether the client reads it; a refusal keeps what was written. */
export function Composer({ ticket }: { readonly ticket: RaRecord }) {
  const translate = useTranslate()
  const refresh = useRefresh()
  const { resource } = useManifest()
  const [create, { isPending, error }] = useCreate()
  const [visibility, setVisibility] = useState<'public' | 'internal'>('public')
  const described = resource('ticket-messages')
  const files = described && fieldOf(described, 'attachments')
  const mayChoose = described?.fields.some(({ name, creatable }) => name === 'visibility' && creatable !== 'never')
  const refused = error as Error | null
  const { identity } = useGetIdentity()
  if (!described || !identity) return null
  const word = (key: string) => translate(`tickets:slots.conversation.${key}`)
  const Files = files && kindOf(files.kind).Input
  const send = async ({ text, attachments = [] }: Draft) => {
    const data = { ticket: ticket.id, text, attachments, ...(mayChoose && { visibility }) }
    await create('ticket-messages', { data }, { returnPromise: true }).then(refresh, () => {})
  }
  return (
    <ResourceContextProvider value="ticket-messages">
      <Form record={{}} onSubmit={(draft: object) => send(draft as Draft)} warnWhenUnsavedChanges sanitizeEmptyValues>
        <Box component="section" aria-label={word('answer')} sx={{ display: 'grid', gap: 1 }}>
          {mayChoose && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'space-between' }}>
              <ToggleButtonGroup
                exclusive
                size="small"
                value={visibility}
                onChange={(_event, next) => next && setVisibility(next)}
                aria-label={word('whoReads')}
              >
                <ToggleButton value="public">{word('toClient')}</ToggleButton>
                <ToggleButton value="internal" color="warning">
                  {word('internal')}
                </ToggleButton>
              </ToggleButtonGroup>
              <Ready ticket={ticket} />
            </Box>
          )}
          {refused && <Alert severity="error">{problemOf(refused)?.message ?? refused.message}</Alert>}
          <TextInput
            source="text"
            label={word(visibility === 'internal' ? 'note' : 'answer')}
            multiline
            minRows={3}
            fullWidth
            helperText={false}
          />
          {Files && files && <Files field={files} source="attachments" />}
          <Button
            type="submit"
            variant="contained"
            startIcon={<SendIcon />}
            loading={isPending}
            sx={{ justifySelf: 'end' }}
          >
            {word('send')}
          </Button>
        </Box>
      </Form>
    </ResourceContextProvider>
  )
}
