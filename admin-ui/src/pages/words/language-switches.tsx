import Translate from '@mui/icons-material/Translate'
import { Button, Checkbox, ListItemIcon, ListItemText, Menu, MenuItem } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useTell } from '../parts/use-core.ts'
import type { Language } from './words.ts'

/** Which languages this business speaks; its own one stays. */
export function LanguageSwitches({ languages }: { readonly languages: readonly Language[] }) {
  const translate = useTranslate()
  const queries = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { mutate, isPending } = useTell({ onDone: () => queries.invalidateQueries() })
  const spoken = languages.filter(({ on }) => on).map(({ language }) => language)
  const toggle = (language: string) => {
    const next = spoken.includes(language) ? spoken.filter((each) => each !== language) : [...spoken, language]
    mutate({
      path: '/vocabulary',
      method: 'PATCH',
      body: { languages: next.length === languages.length ? null : next },
    })
  }
  return (
    <>
      <Button startIcon={<Translate />} aria-haspopup="menu" onClick={({ currentTarget }) => setAnchor(currentTarget)}>
        {translate('pages.words.spoken')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {languages.map(({ language, name, on = false, default: isOwn = false }) => (
          <MenuItem
            key={language}
            role="menuitemcheckbox"
            aria-checked={on}
            disabled={isPending || isOwn}
            onClick={() => toggle(language)}
          >
            <ListItemIcon>
              <Checkbox
                edge="start"
                size="small"
                checked={on}
                tabIndex={-1}
                disableRipple
                slotProps={{ input: { 'aria-hidden': true } }}
              />
            </ListItemIcon>
            <ListItemText primary={name} secondary={isOwn ? translate('pages.words.own') : null} />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
