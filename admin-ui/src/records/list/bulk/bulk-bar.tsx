import type { ManifestAction, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import CloseIcon from '@mui/icons-material/Close'
import { Button, IconButton, Menu, MenuItem, Paper, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useListContext, useTranslate } from 'react-admin'
import { kindOf } from '../../../fields/kinds.ts'
import type { BulkWork } from './bulk-dialog.tsx'
import { useAllowed } from './use-allowed.ts'

const BulkDialog = lazy(() => import('./bulk-dialog.tsx'))

/** What can be done with all that is ticked: each record is judged by itself, and the answer tells of each that was refused. */
export function BulkBar({ resource }: { readonly resource: ManifestResource }) {
  const translate = useTranslate()
  const { selectedIds, onUnselectItems } = useListContext()
  const [work, setWork] = useState<BulkWork | null>(null)
  const allowed = useAllowed(resource.name, selectedIds)
  if (selectedIds.length === 0 && !work) return null
  const may = (right: string) => (resource.rights[right] ?? 'never') !== 'never' && allowed.some(right)
  const steps = resource.actions.filter(({ name }) => allowed.some(name))
  const fields = resource.fields.filter(
    ({ kind, updatable, computed, immutable }) =>
      updatable !== 'never' && !computed && !immutable && kind !== 'many' && kind !== 'state' && kindOf(kind).Input,
  )
  return (
    <>
      {selectedIds.length > 0 && (
        <Paper
          variant="outlined"
          role="toolbar"
          aria-label={translate('lists.bulk.title')}
          sx={{
            position: 'sticky',
            top: 8,
            zIndex: 4,
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 0.5,
            px: 1,
            py: 0.5,
            mb: 1,
            borderColor: 'primary.main',
          }}
        >
          <IconButton size="small" aria-label={translate('ra.action.unselect')} onClick={() => onUnselectItems()}>
            <CloseIcon fontSize="small" />
          </IconButton>
          <Typography variant="body2" sx={{ fontWeight: 600, mr: 1 }} aria-live="polite">
            {translate('lists.bulk.selected', { smart_count: selectedIds.length })}
          </Typography>
          {may('update') && <FieldMenu fields={fields} onChoose={(field) => setWork({ kind: 'update', field })} />}
          <StepMenu steps={steps} onChoose={(action) => setWork({ kind: 'act', action })} />
          {resource.archivable && may('archive') && (
            <Step text="core:actions.archive" onClick={() => setWork({ kind: 'archive' })} />
          )}
          {resource.archivable && may('restore') && (
            <Step text="core:actions.restore" onClick={() => setWork({ kind: 'restore' })} />
          )}
          {may('delete') && <Step text="core:actions.delete" isDanger onClick={() => setWork({ kind: 'delete' })} />}
        </Paper>
      )}
      <Suspense fallback={null}>
        {work && (
          <BulkDialog
            key={JSON.stringify(work)}
            resource={resource}
            work={work}
            ids={selectedIds}
            onClose={() => setWork(null)}
          />
        )}
      </Suspense>
    </>
  )
}

interface StepProps {
  readonly text: string
  readonly isDanger?: boolean
  readonly onClick: () => void
}

function Step({ text, isDanger = false, onClick }: StepProps) {
  const translate = useTranslate()
  return (
    <Button size="small" color={isDanger ? 'error' : 'primary'} onClick={onClick}>
      {translate(text)}
    </Button>
  )
}

/** Steps of the records' own: the first few at hand, the others in a menu. */
function StepMenu({
  steps,
  onChoose,
}: {
  steps: readonly ManifestAction[]
  onChoose: (action: ManifestAction) => void
}) {
  const atHand = steps.length <= 3 ? steps : steps.slice(0, 2)
  const rest = steps.slice(atHand.length)
  return (
    <>
      {atHand.map((action) => (
        <Step key={action.name} text={action.label} isDanger={action.destructive} onClick={() => onChoose(action)} />
      ))}
      {rest.length > 0 && <Choice text="lists.bulk.steps" items={rest} onChoose={onChoose} />}
    </>
  )
}

interface FieldMenuProps {
  readonly fields: readonly ManifestRecordField[]
  readonly onChoose: (field: ManifestRecordField) => void
}

const FieldMenu = ({ fields, onChoose }: FieldMenuProps) =>
  fields.length > 0 ? <Choice text="lists.bulk.change" items={fields} onChoose={onChoose} /> : null

interface ChoiceProps<T> {
  readonly text: string
  readonly items: readonly T[]
  readonly onChoose: (item: T) => void
}

function Choice<T extends { readonly name: string; readonly label: string }>({
  text,
  items,
  onChoose,
}: ChoiceProps<T>) {
  const translate = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button size="small" aria-haspopup="menu" onClick={({ currentTarget }) => setAnchor(currentTarget)}>
        {translate(text)}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { maxHeight: 420 } } }}
      >
        {items.map((item) => (
          <MenuItem
            key={item.name}
            dense
            onClick={() => {
              setAnchor(null)
              onChoose(item)
            }}
          >
            {translate(item.label)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
