import Search from '@mui/icons-material/Search'
import {
  Box,
  Button,
  Chip,
  InputAdornment,
  List,
  ListItemButton,
  ListItemText,
  MenuItem,
  Skeleton,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { Empty } from '../../shell/empty.tsx'
import { Card } from '../parts/card.tsx'
import { useCore } from '../parts/use-core.ts'
import { usePercent } from '../parts/use-percent.ts'
import { FileButtons } from './file-buttons.tsx'
import { WordDialog } from './word-dialog.tsx'
import { type Language, type Layer, textOf, type Word } from './words.ts'

const pageSize = 60
const states = ['nouns', 'all', 'changed', 'missing'] as const

/** The words of one language: found, changed, taken back; the address holds what is looked at. */
export function WordsEditor({ layer, languages }: { readonly layer: Layer; readonly languages: readonly Language[] }) {
  const translate = useTranslate()
  const percent = usePercent()
  const manifest = useManifest()
  const [asked, setAsked] = useSearchParams()
  const [shown, setShown] = useState(pageSize)
  const [opened, setOpened] = useState<string | null>(null)
  const language =
    asked.get('language') ??
    languages.find((each) => each.language === manifest.language)?.language ??
    languages[0]?.language ??
    'en'
  const described = languages.find((each) => each.language === language)
  const q = asked.get('q') ?? ''
  // Businesses rename nouns; who searches means everything.
  const state = asked.get('state') ?? (q ? 'all' : 'nouns')
  const filter = {
    ...(q && { q }),
    ...(state === 'nouns' && { q: q || '.noun' }),
    ...((state === 'changed' || state === 'missing') && { state }),
  }
  const query = useDeferredValue(
    `range=${encodeURIComponent(JSON.stringify([0, state === 'nouns' ? 999 : shown - 1]))}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  const base = `/${layer}/${encodeURIComponent(language)}`
  const { data } = useCore<readonly Word[]>(`${base}/words?${query}`)
  const words = state === 'nouns' ? data?.filter(({ noun }) => noun) : data
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(asked)
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key)
    setAsked(next, { replace: true })
    setShown(pageSize)
  }
  return (
    <Card isFlush>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, p: 2, alignItems: 'center' }}>
        <TextField
          select
          label={translate('pages.words.language')}
          value={language}
          onChange={({ target }) => put({ language: target.value })}
          sx={{ flex: '1 1 200px', maxWidth: 280 }}
        >
          {languages.map((each) => (
            <MenuItem key={each.language} value={each.language}>
              {each.name}
              <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1 }}>
                {percent(each.translated / Math.max(1, each.total))}
              </Typography>
            </MenuItem>
          ))}
        </TextField>
        <TextField
          type="search"
          value={q}
          onChange={({ target }) => put({ q: target.value })}
          placeholder={translate('pages.words.search')}
          sx={{ flex: '2 1 220px', maxWidth: 420 }}
          slotProps={{
            htmlInput: { 'aria-label': translate('pages.words.search') },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <Search fontSize="small" />
                </InputAdornment>
              ),
            },
          }}
        />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={state}
          onChange={(_event, value) => value && put({ state: value })}
          aria-label={translate('pages.words.show')}
          sx={{ maxWidth: '100%', overflowX: 'auto' }}
        >
          {states.map((each) => (
            <ToggleButton key={each} value={each} sx={{ px: 1.25, whiteSpace: 'nowrap', flexShrink: 0 }}>
              {translate(`pages.words.filter.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Box sx={{ flex: 1 }} />
        <FileButtons path={base} language={language} />
      </Box>
      {described && (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2, pb: 1.5 }}>
          {translate('pages.words.completeness', {
            translated: described.translated,
            total: described.total,
            changed: described.changed,
          })}
        </Typography>
      )}
      {!words && <Skeleton variant="rectangular" height={400} />}
      {words?.length === 0 && (
        <Empty text={translate(state === 'missing' && !q ? 'pages.words.none_missing' : 'pages.words.none')} />
      )}
      <List disablePadding lang={language} dir={described?.direction}>
        {words?.map((word) => (
          <WordRow key={word.id} word={word} onOpen={() => setOpened(word.id)} />
        ))}
      </List>
      {state !== 'nouns' && data?.length === shown && (
        <Button fullWidth onClick={() => setShown(shown + pageSize)}>
          {translate('pages.more')}
        </Button>
      )}
      {opened && (
        <WordDialog
          key={`${language} ${opened}`}
          base={base}
          id={opened}
          language={language}
          onClose={() => setOpened(null)}
        />
      )}
    </Card>
  )
}

function WordRow({ word, onOpen }: { readonly word: Word; readonly onOpen: () => void }) {
  const translate = useTranslate()
  const { id, said, source, state, noun } = word
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider' }}>
      <ListItemButton onClick={onOpen} sx={{ gap: 1, alignItems: 'start', flexWrap: 'wrap' }}>
        <ListItemText
          sx={{ flex: '1 1 260px', minWidth: 0, m: 0 }}
          primary={textOf(said) || textOf(source)}
          secondary={id}
          slotProps={{
            primary: { sx: { overflowWrap: 'anywhere', color: state === 'missing' ? 'text.disabled' : undefined } },
            secondary: { sx: { overflowWrap: 'anywhere', fontSize: 12 }, lang: 'en', dir: 'ltr' },
          }}
        />
        {noun && <Chip size="small" variant="outlined" label={translate('pages.words.one_noun')} />}
        {state !== 'default' && (
          <Chip
            size="small"
            variant="outlined"
            color={state === 'changed' ? 'primary' : 'warning'}
            label={translate(`pages.words.state.${state}`)}
          />
        )}
      </ListItemButton>
    </Box>
  )
}
