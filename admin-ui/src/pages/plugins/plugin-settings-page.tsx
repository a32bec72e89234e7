import type { ManifestField } from '@guildhall/sdk/manifest'
import { Alert, Box, Button, Chip, Skeleton, TextField } from '@mui/material'
import { useState } from 'react'
import { Form, useNotify, useTranslate } from 'react-admin'
import { useParams } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { useReopen } from '../../server/reopen.ts'
import { Empty } from '../../shell/empty.tsx'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'

interface Settings {
  readonly plugin: string
  readonly version: number
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: readonly string[]
  readonly fields: readonly ManifestField[]
}

/** The options of one plugin, entered as records are. */
export default function PluginSettingsPage() {
  const { name = '' } = useParams()
  const translate = useTranslate()
  const { data, error } = useCore<Settings>(`/plugins/${encodeURIComponent(name)}/settings`)
  if (error) return <Empty text={error.message} />
  return (
    <PageFrame
      isNarrow
      title={translate('pages.plugins.settings_of', { name: translate(`${name}:plugin.name`) })}
      lead={translate(`${name}:plugin.description`)}
    >
      {data ? <SettingsForm key={data.version} settings={data} /> : <Skeleton variant="rectangular" height={240} />}
    </PageFrame>
  )
}

/** An option is a sentence more often than a word, and a frame has room for a word. */
const labelsAboveSx = {
  '& .MuiInputLabel-outlined': {
    position: 'static',
    transform: 'none',
    maxWidth: 'none',
    mb: 0.5,
    whiteSpace: 'normal',
    fontSize: 14,
  },
  '& .MuiOutlinedInput-notchedOutline legend': { width: 0 },
} as const

function SettingsForm({ settings }: { readonly settings: Settings }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const { plugin, version, values, secrets, fields } = settings
  const [refusal, setRefusal] = useState<{ message: string; errors?: Record<string, string> }>()
  const [entered, setEntered] = useState<Readonly<Record<string, string | null>>>({})
  const { mutateAsync, isPending } = useTell<Settings>({
    async onDone() {
      setEntered({})
      setRefusal(undefined)
      notify('pages.saved', { type: 'success' })
      await reopen()
    },
    onRefused: ({ message, errors }) => {
      setRefusal({ message, ...(errors !== undefined && { errors: errors as Record<string, string> }) })
      return true
    },
  })
  const open = fields.filter(({ secret }) => !secret)
  const hidden = fields.filter(({ secret }) => secret)
  const submit = async (form: Record<string, unknown>) => {
    const changed = Object.fromEntries(
      open
        .map(({ name }) => [name, form[name] ?? null] as const)
        .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(values[name] ?? null)),
    )
    try {
      await mutateAsync({
        path: `/plugins/${plugin}/settings`,
        method: 'PATCH',
        body: { ...changed, ...entered },
        headers: { 'if-match': `"${version}"` },
      })
      return undefined
    } catch (error) {
      return (error as { body?: { errors?: Record<string, string> } }).body?.errors
    }
  }
  return (
    <Form record={{ id: plugin, ...values }} onSubmit={submit} warnWhenUnsavedChanges>
      <Card>
        <Box sx={{ display: 'grid', gap: 2, maxWidth: 520, ...labelsAboveSx }}>
          {refusal && <Alert severity="error">{refusal.message}</Alert>}
          {open.map((field) => {
            const { Input } = kindOf(field.kind)
            return Input ? <Input key={field.name} field={field} source={field.name} /> : null
          })}
          {hidden.map(({ name, label }) => (
            <Box key={name} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <TextField
                fullWidth
                type="password"
                autoComplete="new-password"
                label={translate(label)}
                value={entered[name] ?? ''}
                placeholder={secrets.includes(name) ? '••••••••' : ''}
                error={refusal?.errors?.[name] !== undefined}
                helperText={refusal?.errors?.[name] ?? translate('pages.plugins.secret_hint')}
                onChange={({ target }) => setEntered({ ...entered, [name]: target.value })}
                slotProps={{ inputLabel: { shrink: true } }}
              />
              {secrets.includes(name) && (
                <Chip
                  label={translate('pages.plugins.secret_set')}
                  onDelete={() => setEntered({ ...entered, [name]: null })}
                />
              )}
            </Box>
          ))}
          <Box>
            <Button type="submit" variant="contained" loading={isPending}>
              {translate('ra.action.save')}
            </Button>
          </Box>
        </Box>
      </Card>
    </Form>
  )
}
