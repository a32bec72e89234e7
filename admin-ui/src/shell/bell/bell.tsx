import BellIcon from '@mui/icons-material/NotificationsNoneOutlined'
import { Badge, IconButton, List, ListItemButton, ListItemText, Popover, Tooltip, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import { Empty } from '../empty.tsx'
import type { Happening } from './happening.ts'
import { useHappenings } from './use-happenings.ts'

/** What happened to what one does, watches or leads. */
export function Bell() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { list, unseen, look } = useHappenings()
  const translate = useTranslate()
  const label = translate('shell.bell.label', { smart_count: unseen })
  const close = () => {
    setAnchor(null)
    look()
  }
  return (
    <>
      <Tooltip title={label}>
        <IconButton aria-label={label} aria-haspopup="dialog" onClick={({ currentTarget }) => setAnchor(currentTarget)}>
          <Badge badgeContent={unseen} color="error" max={9}>
            <BellIcon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': translate('shell.bell.title'),
            sx: { mt: 0.75, width: 'min(94vw, 380px)', maxHeight: 'min(70dvh, 520px)' },
          },
        }}
      >
        <Typography variant="subtitle1" component="h2" sx={{ px: 2, pt: 1.5 }}>
          {translate('shell.bell.title')}
        </Typography>
        {list.length === 0 ? (
          <Empty text={translate('shell.bell.empty')} />
        ) : (
          <List dense sx={{ px: 0.75 }}>
            {list.map((happening) => (
              <Line key={`${happening.resource}/${happening.id}`} happening={happening} onGo={close} />
            ))}
          </List>
        )}
      </Popover>
    </>
  )
}

function Line({ happening, onGo }: { readonly happening: Happening; readonly onGo: () => void }) {
  const { resource, id, title, type, at } = happening
  const noun = useNoun()
  const say = useSay()
  const translate = useTranslate()
  const what = translate(type === 'created' ? 'shell.bell.created' : 'shell.bell.changed')
  return (
    <ListItemButton component={Link} to={`/${resource}/${encodeURIComponent(id)}/show`} onClick={onGo}>
      <ListItemText
        primary={title}
        secondary={`${noun(resource, { capitalized: true })} · ${what} · ${say('instant', at)}`}
        slotProps={{ primary: { noWrap: true, sx: { fontWeight: 600 } }, secondary: { noWrap: true } }}
      />
    </ListItemButton>
  )
}
