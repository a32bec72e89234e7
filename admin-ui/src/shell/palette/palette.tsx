import SearchIcon from '@mui/icons-material/SearchOutlined'
import { Box, Dialog, InputBase, LinearProgress } from '@mui/material'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { matching, type PaletteEntry } from './entry.ts'
import { PaletteList } from './palette-list.tsx'
import { useCommands } from './use-commands.ts'
import { useFound } from './use-found.ts'

const mostCommands = 8

/** Finds records and runs commands, by a few letters and Enter (APG: a combobox with a list). */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const [question, setQuestion] = useState('')
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const translate = useTranslate()
  const commands = useCommands()
  const found = useFound(question)
  const entries = question.trim()
    ? [...matching(commands, question).slice(0, mostCommands), ...found.entries]
    : commands.filter(({ section }) => section !== 'do')
  const active = Math.min(chosen, entries.length - 1)

  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const next = nextOf(event.key, active, entries.length)
    if (next === null && event.key !== 'Enter') return
    event.preventDefault()
    if (next === null) run(entries[active])
    else setChosen(next)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="palette-name"
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{ paper: { sx: { mt: { xs: 1.5, sm: '12vh' }, maxHeight: { xs: '85dvh', sm: '64vh' } } } }}
    >
      <Box
        component="span"
        id="palette-name"
        sx={{ position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' }}
      >
        {translate('shell.palette.open')}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, px: 2, borderBottom: 1, borderColor: 'divider' }}>
        <SearchIcon fontSize="small" sx={{ color: 'text.secondary' }} />
        <InputBase
          autoFocus
          fullWidth
          value={question}
          placeholder={translate('shell.palette.placeholder')}
          onChange={({ target }) => {
            setQuestion(target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
          sx={{ height: 52, fontSize: '1rem' }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': translate('shell.palette.placeholder'),
              'aria-expanded': entries.length > 0,
              'aria-controls': id,
              'aria-activedescendant': entries[active] ? `${id}-${active}` : undefined,
              'aria-autocomplete': 'list',
              autoComplete: 'off',
              spellCheck: false,
            },
          }}
        />
      </Box>
      <Box sx={{ height: 2 }}>{found.isAsking && <LinearProgress sx={{ height: 2 }} aria-hidden />}</Box>
      <PaletteList
        id={id}
        entries={entries}
        active={active}
        onPoint={setChosen}
        onRun={run}
        nothing={question.trim() && !found.isAsking ? translate('shell.palette.nothing') : ''}
      />
    </Dialog>
  )
}

/** Where an arrow leads, round and round; null for any other key. */
function nextOf(key: string, active: number, length: number): number | null {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  return step === 0 ? null : (active + step + length) % Math.max(length, 1)
}
