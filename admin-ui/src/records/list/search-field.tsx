import ClearIcon from '@mui/icons-material/Close'
import SearchIcon from '@mui/icons-material/Search'
import { IconButton, InputAdornment, TextField } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { useListFilterContext, useTranslate } from 'react-admin'

const pause = 300

/** Searches while it is typed in; `/` leads here. */
export function SearchField() {
  const translate = useTranslate()
  const { filterValues, displayedFilters, setFilters } = useListFilterContext()
  const asked = typeof filterValues.q === 'string' ? filterValues.q : ''
  const [text, setText] = useState(asked)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setText(asked), [asked])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (q: string) => {
    clearTimeout(timer.current)
    const { q: _, ...rest } = filterValues
    if (q.trim() !== asked) setFilters(q.trim() ? { ...rest, q: q.trim() } : rest, displayedFilters, false)
  }
  const type = (q: string, wait: number) => {
    setText(q)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(q), wait)
  }
  return (
    <TextField
      value={text}
      onChange={({ target }) => type(target.value, pause)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') ask(text)
        if (key !== 'Escape') return
        if (text) type('', 0)
        else currentTarget.querySelector('input')?.blur()
      }}
      placeholder={translate('ra.action.search')}
      size="small"
      sx={{
        flex: { xs: '1 1 140px', sm: '1 1 112px' },
        maxWidth: { sm: 200 },
        '& .MuiInputBase-root': { height: 32, bgcolor: 'background.paper' },
      }}
      slotProps={{
        htmlInput: { 'aria-label': translate('ra.action.search'), 'data-list-search': '', enterKeyHint: 'search' },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: text && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                aria-label={translate('ra.action.clear_input_value')}
                onClick={() => type('', 0)}
              >
                <ClearIcon fontSize="inherit" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
