import type { ManifestAction, ManifestResource } from '@guildhall/sdk/manifest'
import ArchiveIcon from '@mui/icons-material/ArchiveOutlined'
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import MoreIcon from '@mui/icons-material/MoreHoriz'
import RestoreIcon from '@mui/icons-material/UnarchiveOutlined'
import { Divider, IconButton, ListItemIcon, ListItemText, Menu, MenuItem, Tooltip } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { type RaRecord, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { copyOf } from '../copy.ts'
import { may, type Rights } from '../rights.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { useArchive } from './use-archive.ts'

export interface MoreActionsProps {
  readonly resource: ManifestResource
  readonly record: RaRecord & Rights
  readonly actions: readonly ManifestAction[]
  readonly onChoose: (action: ManifestAction) => void
}

interface Entry {
  readonly name: string
  readonly label: string
  readonly icon?: ReactNode
  readonly isDestructive?: boolean
  readonly choose: () => void
}

/** What is rarely done with a record, what destroys last. */
export function MoreActions({ resource, record, actions, onChoose }: MoreActionsProps) {
  const translate = useTranslate()
  const navigate = useNavigate()
  const { archive, restore } = useArchive(resource, record)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const own = (isDestructive: boolean): Entry[] =>
    actions
      .filter(({ destructive }) => destructive === isDestructive)
      .map((action) => ({ name: action.name, label: action.label, isDestructive, choose: () => onChoose(action) }))
  const base = (name: string, entry: Omit<Entry, 'name'>): Entry[] => (may(record, name) ? [{ name, ...entry }] : [])
  const harmless: Entry[] = [
    ...own(false),
    ...(resource.rights['create'] === 'never'
      ? []
      : [
          {
            name: 'clone',
            label: 'ra.action.clone',
            icon: <CopyIcon fontSize="small" />,
            choose: () => navigate(`/${resource.name}/create`, { state: { record: copyOf(resource, record) } }),
          },
        ]),
    ...base('restore', {
      label: 'core:actions.restore',
      icon: <RestoreIcon fontSize="small" />,
      choose: () => void restore(),
    }),
  ]
  const destructive: Entry[] = [
    ...own(true),
    ...base('archive', {
      label: 'core:actions.archive',
      icon: <ArchiveIcon fontSize="small" />,
      choose: () => void archive(),
    }),
    ...base('delete', {
      label: 'core:actions.delete',
      icon: <DeleteIcon fontSize="small" />,
      isDestructive: true,
      choose: () => setDeleting(true),
    }),
  ]
  const item = ({ name, label, icon, isDestructive = false, choose }: Entry) => (
    <MenuItem
      key={name}
      onClick={() => {
        setAnchor(null)
        choose()
      }}
      sx={isDestructive ? { color: 'error.main' } : {}}
    >
      <ListItemIcon sx={{ color: 'inherit' }}>{icon}</ListItemIcon>
      <ListItemText>{translate(label)}</ListItemText>
    </MenuItem>
  )
  if (harmless.length + destructive.length === 0) return null
  return (
    <>
      <Tooltip title={translate('records.more')}>
        <IconButton
          aria-label={translate('records.more')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        >
          <MoreIcon />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {harmless.map(item)}
        {harmless.length > 0 && destructive.length > 0 && <Divider />}
        {destructive.map(item)}
      </Menu>
      {isDeleting && <DeleteDialog resource={resource} record={record} onClose={() => setDeleting(false)} />}
    </>
  )
}
