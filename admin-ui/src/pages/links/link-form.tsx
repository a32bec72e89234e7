import { TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useForm } from '../parts/use-form.ts'
import type { LinkRecord } from './links.ts'

export interface LinkFormProps {
  /** Null for a new one; of one that is there only the name changes. */
  readonly link: LinkRecord | null
  readonly onClose: () => void
}

/** Where it is and with which key; it is asked at once, and what is wrong is said beside what was entered. */
export function LinkForm({ link, onClose }: LinkFormProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const [values, setValues] = useState({ url: 'https://', key: '', name: link?.name ?? '' })
  const { send, told, ...form } = useForm<LinkRecord>(({ name }) => {
    notify(link ? 'pages.saved' : 'pages.links.works', { type: 'success', messageArgs: { name } })
    onClose()
  })
  const submit = () => {
    const { url, key, name } = values
    const named = name.trim() ? { name } : {}
    if (link) send({ path: `/links/${link.id}`, method: 'PATCH', body: { name } })
    else send({ path: '/links', body: { url, key, ...named } })
  }
  const text = (name: keyof typeof values) => ({
    label: translate(`pages.links.${name}`),
    value: values[name],
    ...told(name, translate(`pages.links.${name}_hint`)),
    onChange: ({ target }: { target: { value: string } }) => setValues({ ...values, [name]: target.value }),
    slotProps: { htmlInput: { autoComplete: 'off', spellCheck: false } },
  })
  return (
    <FormDialog
      {...form}
      title={link ? translate('pages.links.rename_of', { name: link.name }) : translate('pages.links.new')}
      submit={translate(link ? 'ra.action.save' : 'pages.links.add')}
      isReady={(link ? values.name : values.key).trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      {!link && <TextField autoFocus required type="url" {...text('url')} />}
      {!link && <TextField required {...text('key')} />}
      <TextField autoFocus={link !== null} {...text('name')} />
    </FormDialog>
  )
}
