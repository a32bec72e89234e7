import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useTell } from '../parts/use-core.ts'
import { ChoicesEditor, named } from './choices-editor.tsx'
import { bodyOf, type Draft, hasChoices, keyFrom, kinds, type OwnField, textIn } from './field.ts'
import { Options } from './options.tsx'
import { Preview } from './preview.tsx'
import { TextsField } from './texts-field.tsx'

interface FieldDialogProps {
  readonly resource: string
  /** What is changed; none for a new one. */
  readonly field?: OwnField | undefined
  readonly onClose: () => void
  readonly onSaved: () => Promise<void>
}

const fixed = ['key', 'kind', 'unique', 'multiline', 'scale', 'target']

/** A field to be added or changed: its words, what it is, and how its input will look. */
export function FieldDialog({ resource, field, onClose, onSaved }: FieldDialogProps) {
  const translate = useTranslate()
  const theme = useTheme()
  const isPhone = useMediaQuery(theme.breakpoints.down('sm'))
  const { tenant } = useManifest()
  const [draft, setDraft] = useState<Draft>(
    field ?? { key: '', kind: 'text', labels: {}, filterable: true, listed: true },
  )
  const [isNamed, setNamed] = useState(field !== undefined)
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const kept = new Set(field?.choices?.map(({ value }) => value))
  const errorOf = (path: string): string | undefined => refusals[path]
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const { mutate, isPending } = useTell<OwnField>({
    async onDone() {
      await onSaved()
      onClose()
    },
    onRefused: ({ message, errors }) => {
      setRefusals((errors as Record<string, string> | undefined) ?? { '': message })
      return true
    },
  })
  const save = () => {
    setRefusals({})
    const { choices = [] } = draft
    const whole = bodyOf({ ...draft, choices: named(choices, kept, tenant.language) })
    const known = ['id', 'status', 'position', 'ready', 'version', 'resource']
    const body = Object.fromEntries(
      Object.entries(whole).filter(([name]) => !known.includes(name) && !(field && fixed.includes(name))),
    )
    if (field) mutate({ method: 'PATCH', path: `/fields/${field.id}`, body: { ...body, version: field.version } })
    else mutate({ path: '/fields', body: { ...body, resource } })
  }
  const labelled = (labels: Draft['labels']) =>
    change({ labels, ...(!isNamed && { key: keyFrom(textIn(labels, 'en', tenant.language)) }) })
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth fullScreen={isPhone} aria-labelledby="field-title">
      <DialogTitle id="field-title">{translate(field ? 'pages.fields.change' : 'pages.fields.add')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important', alignContent: 'start' }}>
        {refusals[''] && <Alert severity="error">{refusals['']}</Alert>}
        <TextsField
          label={translate('pages.fields.label')}
          isRequired
          value={draft.labels}
          onChange={labelled}
          errorOf={(language) =>
            errorOf(`labels.${language}`) ?? (language === tenant.language ? errorOf('labels') : undefined)
          }
        />
        <TextField
          select
          label={translate('pages.fields.kind')}
          value={draft.kind}
          disabled={field !== undefined}
          helperText={field && translate('pages.fields.kind_fixed')}
          onChange={({ target }) => change({ kind: target.value })}
        >
          {kinds.map((kind) => (
            <MenuItem key={kind} value={kind}>
              {translate(`pages.fields.kinds.${kind}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          required
          label={translate('pages.fields.key')}
          value={draft.key}
          disabled={field !== undefined}
          error={errorOf('key') !== undefined}
          helperText={errorOf('key') ?? translate('pages.fields.key_hint', { key: draft.key || '…' })}
          onChange={({ target }) => {
            setNamed(true)
            change({ key: target.value })
          }}
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        />
        {hasChoices(draft.kind) && (
          <ChoicesEditor
            choices={draft.choices ?? []}
            kept={kept}
            onChange={(choices) => change({ choices })}
            errorOf={errorOf}
          />
        )}
        <Options draft={draft} change={change} isNew={field === undefined} errorOf={errorOf} />
        <Preview draft={draft} />
        <TextsField
          label={translate('pages.fields.help')}
          value={draft.help}
          onChange={(help) => change({ help })}
          errorOf={(language) => errorOf(`help.${language}`)}
        />
        <TextsField
          label={translate('pages.fields.group')}
          hint={translate('pages.fields.group_hint')}
          value={draft.group}
          onChange={(group) => change({ group })}
          errorOf={(language) => errorOf(`group.${language}`)}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" loading={isPending} onClick={save}>
          {translate(field ? 'ra.action.save' : 'pages.fields.add')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
