import Delete from '@mui/icons-material/DeleteOutlined'
import { Alert, Box, Button, MenuItem, Paper, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Problem } from '../../server/http.ts'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useTell } from '../parts/use-core.ts'
import { isDifferent } from './cell.ts'
import { CellDialog } from './cell-dialog.tsx'
import { Matrix } from './matrix.tsx'
import { archetypes } from './new-role.tsx'
import { refusalsOf } from './refusals.ts'
import type { CatalogueAction, CatalogueResource, RoleRecord } from './rights.ts'
import { SeeAsButton } from './see-as-button.tsx'
import { useNamesIn } from './use-names.ts'
import { useSpeech } from './use-speech.ts'

export interface RoleEditorProps {
  readonly role: RoleRecord
  readonly resources: readonly CatalogueResource[]
}

type Draft = Pick<RoleRecord, 'name' | 'archetype' | 'differences'>
type Opened = { readonly resource: CatalogueResource; readonly action: CatalogueAction }

export function RoleEditor({ role, resources }: RoleEditorProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const navigate = useNavigate()
  const reopen = useReopen()
  const queries = useQueryClient()
  const rights = useManifest().resource('roles')?.rights ?? {}
  const [draft, setDraft] = useState<Draft>(role)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const speech = useSpeech(resources, useNamesIn(draft.differences))
  const isReadOnly = (rights['update'] ?? 'never') === 'never'
  const isChanged = JSON.stringify(kept(draft)) !== JSON.stringify(kept(role))
  const refusals = refusalsOf(problem, draft.differences)
  const changed = resources.flatMap((resource) =>
    resource.actions.filter(({ name }) => isDifferent(resource, draft.archetype, draft.differences, name)),
  ).length

  const afterwards = async () => {
    await queries.invalidateQueries({ queryKey: ['roles'] })
    await reopen()
  }
  const refused = (refusal: Problem) => {
    setProblem(refusal)
    return true
  }
  const save = useTell<RoleRecord>({
    onRefused: refused,
    async onDone(saved) {
      setProblem(null)
      setDraft(saved)
      queries.setQueryData(['roles', 'getOne', { id: role.id, meta: undefined }], saved)
      notify('pages.roles.saved', { type: 'success' })
      await afterwards()
    },
  })
  const remove = useTell({
    async onDone() {
      await afterwards()
      navigate('/roles')
    },
    onRefused: (refusal) => {
      setDeleting(false)
      return refused(refusal)
    },
  })

  return (
    <PageFrame
      title={role.name}
      lead={translate('pages.roles.editor_lead')}
      actions={
        <>
          <SeeAsButton kind="role" id={role.id} label={role.name} />
          {!role.system && rights['delete'] !== 'never' && (
            <Button color="error" startIcon={<Delete />} onClick={() => setDeleting(true)}>
              {translate('ra.action.delete')}
            </Button>
          )}
        </>
      }
    >
      {problem && (
        <Alert severity="error" onClose={() => setProblem(null)}>
          {problem.message}
        </Alert>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <TextField
          label={translate('core:resources.roles.fields.name')}
          value={draft.name}
          disabled={isReadOnly}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          sx={{ flex: '1 1 220px', maxWidth: 360 }}
        />
        <TextField
          select
          label={translate('core:resources.roles.fields.archetype')}
          value={draft.archetype}
          disabled={isReadOnly || role.system}
          onChange={(event) => setDraft({ ...draft, archetype: event.target.value })}
          sx={{ flex: '1 1 180px', maxWidth: 260 }}
        >
          {archetypes.map((each) => (
            <MenuItem key={each} value={each}>
              {translate(`core:archetypes.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        {changed > 0 && !isReadOnly && (
          <Button color="inherit" onClick={() => setDraft({ ...draft, differences: { add: [], remove: [] } })}>
            {translate('pages.roles.all_back', { smart_count: changed })}
          </Button>
        )}
      </Box>
      <Matrix
        resources={resources}
        draft={draft}
        speech={speech}
        refusals={refusals}
        onOpen={(resource, action) => setOpened({ resource, action })}
      />
      {isChanged && (
        <Paper
          variant="outlined"
          sx={{
            position: 'sticky',
            bottom: 12,
            zIndex: 5,
            p: 1.25,
            pl: 2,
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
            boxShadow: 3,
          }}
        >
          <Typography sx={{ flex: '1 1 160px' }}>{translate('pages.roles.unsaved')}</Typography>
          <Button
            onClick={() => {
              setDraft(role)
              setProblem(null)
            }}
          >
            {translate('pages.roles.discard')}
          </Button>
          <Button
            variant="contained"
            loading={save.isPending}
            disabled={draft.name.trim() === ''}
            onClick={() =>
              save.mutate({
                path: `/roles/${role.id}`,
                method: 'PATCH',
                body: { ...kept(draft), version: role.version },
              })
            }
          >
            {translate('ra.action.save')}
          </Button>
        </Paper>
      )}
      {opened && (
        <CellDialog
          {...opened}
          draft={draft}
          speech={speech}
          isReadOnly={isReadOnly}
          refusal={refusals.get(`${opened.resource.name} ${opened.action.name}`)}
          onClose={() => setOpened(null)}
          onChange={(differences) => {
            setProblem(null)
            setDraft({ ...draft, differences })
          }}
        />
      )}
      <Confirm
        isOpen={isDeleting}
        title={translate('pages.roles.delete', { name: role.name })}
        action={translate('ra.action.delete')}
        isDestructive
        isBusy={remove.isPending}
        onClose={() => setDeleting(false)}
        onConfirm={() => remove.mutate({ path: `/roles/${role.id}`, method: 'DELETE' })}
      >
        {translate('pages.roles.delete_hint')}
      </Confirm>
    </PageFrame>
  )
}

const kept = ({ name, archetype, differences: { add, remove } }: Draft) => ({
  name: name.trim(),
  archetype,
  differences: { add, remove },
})
