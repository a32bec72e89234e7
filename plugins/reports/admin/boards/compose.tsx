import { type GuildhallData, useManifest } from '@guildhall/admin-ui'
import {
  Autocomplete,
  Box,
  Button,
  FormControlLabel,
  MenuItem,
  Paper,
  Skeleton,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useGetList, useGetOne, useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Report } from '../api.ts'
import { Frame } from '../frame.tsx'
import type { Dashboard } from './board.tsx'

/** Chooses the reports of a dashboard and how wide each is. */
export function Compose({ id }: { readonly id: string | null }) {
  const { data: board } = useGetOne<Dashboard>('dashboards', { id: id ?? '' }, { enabled: id !== null })
  const { data: reports } = useGetList<Report>('reports', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  })
  if (!reports || (id !== null && !board)) return <Skeleton variant="rounded" height={240} />
  return <Form board={board ?? null} reports={reports} />
}

function Form({ board, reports }: { readonly board: Dashboard | null; readonly reports: readonly Report[] }) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { archetypes, superadmin } = useManifest()
  const mayShare = superadmin || archetypes.includes('admin') || archetypes.includes('manager')
  const [name, setName] = useState(board?.name ?? '')
  const [isShared, setShared] = useState(board?.sharedWith === 'everybody')
  const [tiles, setTiles] = useState(board?.tiles ?? [])
  const word = (key: string) => translate(`reports:slots.reports.${key}`)
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const values = { name, tiles, ...(mayShare && { sharedWith: isShared ? 'everybody' : 'nobody' }) }
      return board
        ? data.update('dashboards', { id: board.id, data: values, previousData: board })
        : data.create('dashboards', { data: values })
    },
    onSuccess: async ({ data: { id } }) => {
      await queries.invalidateQueries({ queryKey: ['dashboards'] })
      navigate(`/reports/overview?dashboard=${id}`)
    },
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  })
  const nameOf = (id: string) => reports.find((report) => report.id === id)?.name ?? word('closedTile')
  return (
    <Frame name={board?.name ?? word('newDashboard')} lead={word('composeLead')}>
      <Paper
        component="form"
        variant="outlined"
        onSubmit={(event) => {
          event.preventDefault()
          mutate()
        }}
        sx={{ p: 2, display: 'grid', gap: 2 }}
      >
        <TextField
          size="small"
          required
          label={translate('reports:resources.dashboards.fields.name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Autocomplete
          multiple
          size="small"
          options={reports.map((report) => String(report.id))}
          value={tiles.map(({ report }) => report)}
          getOptionLabel={nameOf}
          onChange={(_event, ids) =>
            setTiles(ids.map((report) => tiles.find((tile) => tile.report === report) ?? { report, width: 1 }))
          }
          renderInput={(params) => <TextField {...params} label={word('reports')} />}
        />
        {tiles.map(({ report, width }) => (
          <Box key={report} sx={{ display: 'flex', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
            <Typography>{nameOf(report)}</Typography>
            <TextField
              select
              size="small"
              label={word('width')}
              value={width}
              onChange={({ target }) =>
                setTiles(tiles.map((tile) => (tile.report === report ? { report, width: Number(target.value) } : tile)))
              }
              sx={{ minWidth: 120 }}
            >
              {[1, 2, 3].map((columns) => (
                <MenuItem key={columns} value={columns}>
                  {columns} / 3
                </MenuItem>
              ))}
            </TextField>
          </Box>
        ))}
        {mayShare && (
          <FormControlLabel
            control={<Switch checked={isShared} onChange={({ target }) => setShared(target.checked)} />}
            label={word('share')}
          />
        )}
        <Button
          type="submit"
          variant="contained"
          loading={isPending}
          disabled={name.trim() === ''}
          sx={{ justifySelf: 'start' }}
        >
          {word('save')}
        </Button>
      </Paper>
    </Frame>
  )
}
