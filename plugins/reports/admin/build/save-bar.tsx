import { type GuildhallData, useManifest } from '@guildhall/admin-ui'
import type { Definition } from '@guildhall/contract-reports'
import { Box, Button, FormControlLabel, Switch, TextField } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Report } from '../api.ts'

interface SaveBarProps {
  readonly report: Report | null
  readonly definition: Definition
}

/** Keeps what was built under a name. */
export function SaveBar({ report, definition }: SaveBarProps) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState(report?.name ?? '')
  const { archetypes, superadmin } = useManifest()
  const mayShare = superadmin || archetypes.includes('admin') || archetypes.includes('manager')
  const [isShared, setShared] = useState(report?.sharedWith === 'everybody')
  const [description, setDescription] = useState(report?.description ?? '')
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const values = {
        name,
        description: description || null,
        definition: JSON.parse(JSON.stringify(definition)),
        ...(mayShare && { sharedWith: isShared ? 'everybody' : 'nobody' }),
      }
      return report
        ? data.update('reports', { id: report.id, data: values, previousData: report })
        : data.create('reports', { data: values })
    },
    onSuccess: async ({ data: { id } }) => {
      await queries.invalidateQueries({ queryKey: ['reports'] })
      navigate(`/reports/overview?report=${id}`)
    },
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  })
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        mutate()
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
    >
      <TextField
        size="small"
        required
        label={translate('reports:resources.reports.fields.name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        sx={{ flex: '1 1 200px' }}
      />
      <TextField
        size="small"
        label={translate('reports:resources.reports.fields.description')}
        value={description}
        onChange={({ target }) => setDescription(target.value)}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
        sx={{ flex: '2 1 240px' }}
      />
      {mayShare && (
        <FormControlLabel
          control={<Switch checked={isShared} onChange={({ target }) => setShared(target.checked)} />}
          label={word('share')}
        />
      )}
      <Button type="submit" variant="contained" loading={isPending} disabled={name.trim() === ''}>
        {word('save')}
      </Button>
    </Box>
  )
}
