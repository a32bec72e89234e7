import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import {
  Autocomplete,
  Box,
  Button,
  IconButton,
  LinearProgress,
  List,
  ListItem,
  ListItemText,
  Skeleton,
  TextField,
  Tooltip,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { useForm } from '../parts/use-form.ts'
import { usePercent } from '../parts/use-percent.ts'
import type { Language } from './words.ts'
import { WordsEditor } from './words-editor.tsx'

/** The languages of the installation, and what it says in them to every business. */
export default function LanguagesPage() {
  const translate = useTranslate()
  const percent = usePercent()
  const reopen = useReopen()
  const [isNew, setNew] = useState(false)
  const [leaving, setLeaving] = useState<Language | null>(null)
  const { data } = useCore<readonly Language[]>('/languages')
  const { mutate, isPending } = useTell({
    async onDone() {
      setLeaving(null)
      await reopen()
    },
  })
  return (
    <PageFrame
      title={translate('pages.languages.title')}
      lead={translate('pages.languages.lead')}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setNew(true)}>
          {translate('pages.languages.add')}
        </Button>
      }
    >
      {!data && <Skeleton variant="rectangular" height={320} />}
      {data && (
        <Card isFlush>
          <List disablePadding>
            {data.map((each) => {
              const share = each.translated / Math.max(1, each.total)
              return (
                <ListItem key={each.language} divider sx={{ gap: 1, flexWrap: 'wrap' }}>
                  <ListItemText sx={{ flex: '1 1 160px' }} primary={each.name} secondary={each.language} />
                  <Box sx={{ flex: '1 1 160px', maxWidth: 320 }}>
                    <LinearProgress variant="determinate" value={share * 100} aria-label={each.name} />
                  </Box>
                  <Box sx={{ width: 56, textAlign: 'end' }}>{percent(share)}</Box>
                  <Tooltip title={translate(each.added ? 'ra.action.remove' : 'pages.languages.shipped')}>
                    <span>
                      <IconButton
                        disabled={!each.added}
                        aria-label={`${translate('ra.action.remove')}: ${each.name}`}
                        onClick={() => setLeaving(each)}
                      >
                        <Delete fontSize="small" />
                      </IconButton>
                    </span>
                  </Tooltip>
                </ListItem>
              )
            })}
          </List>
        </Card>
      )}
      {data && <WordsEditor layer="languages" languages={data} />}
      {isNew && <NewLanguage taken={data?.map(({ language }) => language) ?? []} onClose={() => setNew(false)} />}
      <Confirm
        isOpen={leaving !== null}
        title={translate('pages.languages.remove', { name: leaving?.name ?? '' })}
        action={translate('ra.action.remove')}
        isDestructive
        isBusy={isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() =>
          leaving && mutate({ path: `/languages/${encodeURIComponent(leaving.language)}`, method: 'DELETE' })
        }
      >
        {translate('pages.languages.remove_hint')}
      </Confirm>
    </PageFrame>
  )
}

const offered =
  'ar bg bs ca cs cy da de el es et eu fa fi fr ga he hi hr hu hy id is it ja ka kk ko lt lv mk mn ms mt nb nl pl pt pt-BR sk sl sq sr sv th tr uk ur uz vi zh-Hans zh-Hant'.split(
    ' ',
  )

function NewLanguage({ taken, onClose }: { readonly taken: readonly string[]; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const { language: own } = useManifest()
  const [language, setLanguage] = useState('')
  const names = new Intl.DisplayNames(own, { type: 'language' })
  const { send, told, ...form } = useForm<Language>(async ({ name }) => {
    notify('pages.languages.added', { type: 'success', messageArgs: { name } })
    onClose()
    await reopen()
  })
  const nameOf = (tag: string) => {
    try {
      return `${names.of(tag)} (${tag})`
    } catch {
      return tag
    }
  }
  return (
    <FormDialog
      {...form}
      title={translate('pages.languages.add')}
      submit={translate('ra.action.add')}
      isReady={language.trim() !== ''}
      width="xs"
      onSubmit={() => send({ path: '/languages', body: { language: language.trim() } })}
      onClose={onClose}
    >
      <Autocomplete
        freeSolo
        options={offered.filter((each) => !taken.includes(each))}
        getOptionLabel={(tag) => tag}
        renderOption={({ key, ...props }, tag) => (
          <li key={key} {...props}>
            {nameOf(tag)}
          </li>
        )}
        filterOptions={(options, { inputValue }) =>
          options.filter((tag) => nameOf(tag).toLowerCase().includes(inputValue.toLowerCase()))
        }
        inputValue={language}
        onInputChange={(_event, text) => setLanguage(text)}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus
            label={translate('pages.words.language')}
            {...told('language', translate('pages.languages.tag'))}
          />
        )}
      />
    </FormDialog>
  )
}
