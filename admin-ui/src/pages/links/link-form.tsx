import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useTell } from '../parts/use-core.ts'
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
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  const [values, setValues] = useState({ url: 'https://', key: '', name: link?.name ?? '' })
  const [refusal, setRefusal] = useState<{ message: string; errors: Readonly<Record<string, string>> }>()
  const errors = refusal?.errors ?? {}
  const { mutate, isPending } = useTell<LinkRecord>({
    onDone({ name }) {
      notify(link ? 'pages.saved' : 'pages.links.works', { type: 'success', messageArgs: { name } })
      onClose()
    },
    onRefused({ message, errors: told = {} }) {
      setRefusal({ message, errors: told })
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    const { url, key, name } = values
    const named = name.trim() ? { name } : {}
    mutate(
      link
        ? { path: `/links/${link.id}`, method: 'PATCH', body: { name } }
        : { path: '/links', body: { url, key, ...named } },
    )
  }
  const text = (name: keyof typeof values) => ({
    label: translate(`pages.links.${name}`),
    value: values[name],
    error: errors[name] !== undefined,
    helperText: errors[name] ?? translate(`pages.links.${name}_hint`),
    onChange: ({ target }: { target: { value: string } }) => setValues({ ...values, [name]: target.value }),
    slotProps: { htmlInput: { autoComplete: 'off', spellCheck: false } },
  })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth fullScreen={isPhone} aria-labelledby="link">
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id="link">
          {link ? translate('pages.links.rename_of', { name: link.name }) : translate('pages.links.new')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important', alignContent: 'start' }}>
          {refusal && Object.keys(errors).length === 0 && <Alert severity="error">{refusal.message}</Alert>}
          {!link && <TextField autoFocus required type="url" {...text('url')} />}
          {!link && <TextField required {...text('key')} />}
          <TextField autoFocus={link !== null} {...text('name')} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={isPending}
            disabled={link ? !values.name.trim() : !values.key.trim()}
          >
            {translate(link ? 'ra.action.save' : 'pages.links.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
