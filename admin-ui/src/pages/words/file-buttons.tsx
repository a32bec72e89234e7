import Download from '@mui/icons-material/FileDownloadOutlined'
import Upload from '@mui/icons-material/FileUploadOutlined'
import { Alert, Box, Button, List, ListItem, ListItemText } from '@mui/material'
import { useRef, useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useReopen } from '../../server/reopen.ts'
import { Confirm } from '../parts/confirm.tsx'
import { problemOf, useTell } from '../parts/use-core.ts'
import { type Forms, textOf } from './words.ts'

interface Imported {
  readonly changes: readonly { readonly id: string; readonly before: Forms | null; readonly after: Forms | null }[]
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

type WordFile = { readonly language?: string; readonly words: object }
const mostShown = 200

/** The words as a file and back; what a file would change is shown before it does. */
export function FileButtons({ path, language }: { readonly path: string; readonly language: string }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const data = useDataProvider<GuildhallData>()
  const input = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState<{ readonly file: WordFile; readonly answer: Imported } | null>(null)
  const { mutate, isPending } = useTell<Imported>({
    async onDone({ changes }) {
      setTried(null)
      notify('pages.words.imported', { type: 'success', messageArgs: { smart_count: changes.length } })
      await reopen()
    },
  })
  const download = async () => {
    const file = await data.call<WordFile>(`${path}/export?which=all`)
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: `words-${language}.json` })
    link.click()
    URL.revokeObjectURL(url)
  }
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    try {
      const file = JSON.parse(await chosen.text()) as WordFile
      const answer = await data.call<Imported>(`${path}/import`, { method: 'POST', body: { ...file, dryRun: true } })
      setTried({ file, answer })
    } catch (error) {
      notify(problemOf(error)?.message ?? translate('pages.words.no_file'), { type: 'error' })
    }
  }
  const { changes = [], problems = [] } = tried?.answer ?? {}
  return (
    <>
      <Button color="inherit" startIcon={<Download />} onClick={() => void download()}>
        {translate('pages.words.export')}
      </Button>
      <Button color="inherit" startIcon={<Upload />} onClick={() => input.current?.click()}>
        {translate('pages.words.import')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={translate('pages.words.import')}
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
      {tried && (
        <Confirm
          isOpen
          title={translate('pages.words.would_change', { smart_count: changes.length })}
          action={translate('pages.words.import')}
          isBusy={isPending}
          isDisabled={problems.length > 0 || changes.length === 0}
          onClose={() => setTried(null)}
          onConfirm={() => mutate({ path: `${path}/import`, body: tried.file })}
        >
          {problems.length > 0 && (
            <Alert severity="error" sx={{ mb: 2 }}>
              {translate('pages.words.problems', { smart_count: problems.length })}
              <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>
                {problems.slice(0, mostShown).map(({ path: place, message }) => (
                  <li key={place}>
                    {place}: {message}
                  </li>
                ))}
              </Box>
            </Alert>
          )}
          <List dense disablePadding>
            {changes.slice(0, mostShown).map(({ id, before, after }) => (
              <ListItem key={id} disableGutters>
                <ListItemText
                  primary={`${before ? textOf(before) : '–'} → ${after ? textOf(after) : '–'}`}
                  secondary={id}
                  sx={{ overflowWrap: 'anywhere' }}
                />
              </ListItem>
            ))}
          </List>
        </Confirm>
      )}
    </>
  )
}
