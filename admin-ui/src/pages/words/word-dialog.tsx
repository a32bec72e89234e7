import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  TextField,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import type { Problem } from '../../server/http.ts'
import { useReopen } from '../../server/reopen.ts'
import { useSay } from '../../words/use-words.ts'
import { useCore, useTell } from '../parts/use-core.ts'
import { formName } from './form-name.ts'
import { Preview } from './preview.tsx'
import { type Forms, textOf, type Word } from './words.ts'

export interface WordDialogProps {
  readonly base: string
  /** `<namespace>:<key>` */
  readonly id: string
  readonly language: string
  readonly onClose: () => void
}

const pathOf = (base: string, id: string) => {
  const colon = id.indexOf(':')
  return `${base}/words/${encodeURIComponent(id.slice(0, colon))}/${encodeURIComponent(id.slice(colon + 1))}`
}

/** One word or sentence with all its forms, and how it will read. */
export function WordDialog(props: WordDialogProps) {
  const { data } = useCore<Word>(pathOf(props.base, props.id))
  const isSmall = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  return (
    <Dialog open onClose={props.onClose} maxWidth="sm" fullWidth fullScreen={isSmall} aria-labelledby="word-title">
      {data ? <WordForm {...props} word={data} /> : <Skeleton variant="rectangular" height={320} id="word-title" />}
    </Dialog>
  )
}

function WordForm({ base, id, language, word, onClose }: WordDialogProps & { readonly word: Word }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const say = useSay()
  const [forms, setForms] = useState<Forms>(() =>
    Object.fromEntries(word.forms.map((form) => [form, word.said[form] ?? ''])),
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const { mutate, isPending } = useTell<Word>({
    async onDone() {
      notify('pages.words.saved', { type: 'success' })
      onClose()
      await reopen()
    },
    onRefused(refused) {
      setProblem(refused)
      return true
    },
  })
  const errors = (problem?.['errors'] ?? {}) as Readonly<Record<string, string>>
  const isGender = (form: string) => form === 'gender'
  const wanted = Object.fromEntries(Object.entries(forms).filter(([, text]) => text.trim() !== ''))
  const placeholders = Object.keys(word.placeholders)
  return (
    <>
      <DialogTitle id="word-title" sx={{ overflowWrap: 'anywhere', pb: 0.5 }}>
        {textOf(word.said) || textOf(word.source)}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {id}
        </Typography>
        {word.note && <Alert severity="info">{word.note}</Alert>}
        {problem && Object.keys(errors).length === 0 && <Alert severity="error">{problem.message}</Alert>}
        <Box
          sx={{ display: 'grid', gap: 2, gridTemplateColumns: word.noun ? { sm: '1fr 1fr' } : '1fr' }}
          lang={language}
        >
          {word.forms.map((form, index) => (
            <TextField
              key={form}
              autoFocus={index === 0}
              multiline={!word.noun}
              label={formName(form, translate)}
              value={forms[form] ?? ''}
              error={errors[`forms.${form}`] !== undefined}
              helperText={
                errors[`forms.${form}`] ??
                (isGender(form)
                  ? undefined
                  : word.shipped[form] && word.shipped[form] !== forms[form]
                    ? translate('pages.words.otherwise', { text: word.shipped[form] })
                    : undefined)
              }
              onChange={({ target }) => setForms({ ...forms, [form]: target.value })}
            />
          ))}
        </Box>
        {placeholders.length > 0 && (
          <Typography variant="body2" color="textSecondary">
            {translate('pages.words.placeholders', { names: placeholders.map((name) => `{{${name}}}`).join(' ') })}
          </Typography>
        )}
        {language !== 'en' && !word.noun && (
          <Typography variant="body2" color="textSecondary" lang="en">
            {translate('pages.words.source', { text: textOf(word.source) })}
          </Typography>
        )}
        <Preview base={base} word={word} forms={wanted} language={language} />
        {word.changedAt && (
          <Typography variant="body2" color="textSecondary">
            {translate('pages.words.changed_by', {
              at: say('instant', word.changedAt),
              name: word.changedBy?.label ?? '–',
            })}
          </Typography>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        {word.own && (
          <Button
            sx={{ mr: 'auto' }}
            color="error"
            disabled={isPending}
            onClick={() => mutate({ path: pathOf(base, id), method: 'DELETE' })}
          >
            {translate('pages.words.take_back')}
          </Button>
        )}
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button
          variant="contained"
          loading={isPending}
          onClick={() => mutate({ path: pathOf(base, id), method: 'PUT', body: { forms: wanted } })}
        >
          {translate('ra.action.save')}
        </Button>
      </DialogActions>
    </>
  )
}
