import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { type KeyboardEvent, useId } from 'react'
import {
  Form,
  type RaRecord,
  ResourceContextProvider,
  useCreate,
  useCreateSuggestionContext,
  useTranslate,
} from 'react-admin'
import { ErrorSummary } from '../../records/form/error-summary.tsx'
import { FieldSlot } from '../../records/form/field-slot.tsx'
import { fieldGrid } from '../../records/form/section-card.tsx'
import { creatableIn } from '../../records/form/settle.ts'
import { initialValues, valuesIn } from '../../records/form/values.ts'
import { formErrors, useRefusal } from '../../records/refusal.ts'
import { useManifest } from '../../server/manifest.ts'
import { gather, spread } from '../../server/own-fields.ts'
import { useNoun } from '../../words/nouns.ts'

/** A record that is missing among the choices is made without leaving the form: what it must have, and its first section. */
export default function CreateInPlace({ target }: { readonly target: string }) {
  const { filter, onCancel, onCreate } = useCreateSuggestionContext()
  const { require: resourceOf, me, zone } = useManifest()
  const resource = resourceOf(target)
  const translate = useTranslate()
  const noun = useNoun()
  const refusal = useRefusal()
  const [create, { isPending }] = useCreate<RaRecord>()
  const id = useId()
  const all = creatableIn(resource)
  const first = new Set(resource.views.sections?.[0]?.fields ?? all.slice(0, 4).map(({ name }) => name))
  const fields = all.filter(({ name, required }) => required || first.has(name))
  const begun = {
    ...initialValues(fields, { me, zone, now: new Date() }),
    ...(resource.title && filter && { [resource.title]: filter }),
  }

  async function store(form: Readonly<Record<string, unknown>>) {
    try {
      onCreate((await create(target, { data: valuesIn(fields, form) }, { returnPromise: true })) as RaRecord)
      return undefined
    } catch (error) {
      return formErrors(error, refusal.text(error))
    }
  }

  /** The form behind must not take the keys of this one. */
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      document.querySelector<HTMLFormElement>(`[id="${id}"]`)?.requestSubmit()
  }

  return (
    <Dialog open onClose={onCancel} fullWidth maxWidth="sm" aria-labelledby={`${id}-title`} onKeyDown={keys}>
      <DialogTitle id={`${id}-title`}>{translate('ra.page.create', { name: noun(target) })}</DialogTitle>
      <DialogContent dividers>
        <ResourceContextProvider value={target}>
          <Form
            id={id}
            record={gather(begun)}
            onSubmit={(form: Readonly<Record<string, unknown>>) => store(spread(form))}
            disableInvalidFormNotification
          >
            <ErrorSummary fields={fields} />
            <Box sx={fieldGrid}>
              {fields.map((field) => (
                <FieldSlot key={field.name} field={field} when={resource.views.showWhen?.[field.name]} />
              ))}
            </Box>
          </Form>
        </ResourceContextProvider>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
        <Button type="submit" form={id} variant="contained" loading={isPending}>
          {translate('ra.action.create')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
