import MoreIcon from '@mui/icons-material/MoreHoriz'
import { Button, Divider, IconButton, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { Confirm, useTranslate } from 'react-admin'
import { NameDialog } from './name-dialog.tsx'
import type { SavedView } from './saved-views.ts'
import { useMayShare } from './use-may-share.ts'
import type { Views } from './use-views.ts'

interface ViewMenuProps {
  readonly view: SavedView
  readonly views: Views
}

/** What can be done with the view one is in. */
export function ViewMenu({ view, views }: ViewMenuProps) {
  const translate = useTranslate()
  const mayShare = useMayShare()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const isDefault = views.defaultId === view.id
  const item = (key: string, work: () => unknown, tone?: string) => (
    <MenuItem
      dense
      sx={tone ? { color: tone } : {}}
      onClick={() => {
        setAnchor(null)
        void work()
      }}
    >
      {translate(`lists.views.${key}`)}
    </MenuItem>
  )
  return (
    <>
      {views.isChanged && (
        <>
          {view.changeable && (
            <Button size="small" onClick={() => void views.update()} sx={{ flex: 'none' }}>
              {translate('lists.views.update')}
            </Button>
          )}
          <Button size="small" color="inherit" onClick={() => views.enter(view.id)} sx={{ flex: 'none' }}>
            {translate('lists.reset')}
          </Button>
        </>
      )}
      <IconButton
        size="small"
        aria-label={translate('lists.views.menu', { name: view.name })}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {item('save_as', views.askName)}
        {item(isDefault ? 'not_default' : 'make_default', () => views.setDefault(isDefault ? null : view.id))}
        {view.changeable && <Divider />}
        {view.changeable && item('rename', () => setAsked('rename'))}
        {view.changeable &&
          (view.shared || mayShare) &&
          item(view.shared ? 'unshare' : 'share', () => views.change({ shared: !view.shared }))}
        {view.changeable && item('remove', () => setAsked('remove'), 'error.main')}
      </Menu>
      <NameDialog
        title={translate('lists.views.rename')}
        isOpen={asked === 'rename'}
        name={view.name}
        onClose={() => setAsked(null)}
        onName={async (name) => {
          if (await views.change({ name })) setAsked(null)
        }}
      />
      <Confirm
        isOpen={asked === 'remove'}
        title={translate('lists.views.remove_title', { name: view.name })}
        content={translate(view.shared ? 'lists.views.remove_shared' : 'lists.views.remove_own')}
        confirm="ra.action.delete"
        confirmColor="warning"
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (await views.remove()) setAsked(null)
        }}
      />
    </>
  )
}
