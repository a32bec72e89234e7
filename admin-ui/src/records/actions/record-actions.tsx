import type { ManifestAction, ManifestResource } from '@guildhall/sdk/manifest'
import EditIcon from '@mui/icons-material/EditOutlined'
import { Box, Button } from '@mui/material'
import { useState } from 'react'
import { type RaRecord, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { may, type Rights } from '../rights.ts'
import { ActionDialog } from './action-dialog.tsx'
import { MoreActions } from './more-actions.tsx'
import { useAct } from './use-act.ts'

export interface RecordActionsProps {
  readonly resource: ManifestResource
  readonly record: RaRecord & Rights
}

const mostButtons = 2

/** It says who or what is still missing from the record: the first thing to do with it. */
function fillsGap({ destructive, input: [only, ...more] }: ManifestAction, record: RaRecord): boolean {
  if (!only || more.length > 0 || destructive) return false
  return only.kind === 'ref' && only.name in record && record[only.name] === null
}

/** What may be done with a record now: what it lacks and the steps of its life as buttons, the rest in a menu. */
export function RecordActions({ resource, record }: RecordActionsProps) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { act, acting } = useAct(resource, record)
  const [asked, ask] = useState<ManifestAction | null>(null)
  const possible = resource.actions.filter(({ name }) => may(record, name))
  const steps = possible.filter(({ to, destructive }) => to !== undefined && !destructive)
  const lacking = possible.filter((action) => fillsGap(action, record))
  const others =
    steps.length > 0 ? steps : possible.filter(({ destructive, input }) => !destructive && input.length > 0)
  const buttons = [...new Set([...lacking, ...others])].slice(0, mostButtons)
  const rest = possible.filter((action) => !buttons.includes(action))
  const begin = (action: ManifestAction) => {
    if (action.input.length > 0 || action.destructive) ask(action)
    else void act(action)
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {buttons.map((action, index) => (
        <Button
          key={action.name}
          variant={index === 0 ? 'contained' : 'outlined'}
          loading={acting === action.name}
          onClick={() => begin(action)}
        >
          {translate(action.label)}
        </Button>
      ))}
      {may(record, 'update') && !record['archivedAt'] && (
        <Button
          variant="outlined"
          startIcon={<EditIcon />}
          component={Link}
          to={createPath({ resource: resource.name, id: record.id, type: 'edit' })}
        >
          {translate('ra.action.edit')}
        </Button>
      )}
      <MoreActions resource={resource} record={record} actions={rest} onChoose={begin} />
      {asked && (
        <ActionDialog
          resource={resource}
          record={record}
          action={asked}
          onClose={() => ask(null)}
          onAct={(input) => act(asked, input)}
        />
      )}
    </Box>
  )
}
