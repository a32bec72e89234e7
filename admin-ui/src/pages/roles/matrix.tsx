import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'
import { CellButton, type Draft } from './cell-button.tsx'
import type { CatalogueAction, CatalogueResource } from './rights.ts'
import type { Speech } from './sentence.ts'
import { StateIcon, states } from './state-icon.tsx'

export interface MatrixProps {
  readonly resources: readonly CatalogueResource[]
  readonly draft: Draft
  readonly speech: Speech
  /** What the server said against a right, by `resource action`. */
  readonly refusals: ReadonlyMap<string, string>
  readonly onOpen: (resource: CatalogueResource, action: CatalogueAction) => void
}

const columns = ['read', 'create', 'update', 'delete', 'archive', 'restore'] as const

/** Resource by action, a table for each plugin; on a phone a list for each resource. */
export function Matrix(props: MatrixProps) {
  const { resources } = props
  const translate = useTranslate()
  const isSmall = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'))
  const plugins = Map.groupBy(resources, ({ plugin }) => plugin)
  return (
    <>
      <Legend />
      {[...plugins].map(([plugin, own]) => (
        <Card
          key={plugin}
          isFlush
          title={plugin === 'core' ? translate('pages.roles.core') : translate(`${plugin}:plugin.name`)}
        >
          {isSmall ? <Stacked {...props} resources={own} /> : <Rows {...props} resources={own} />}
        </Card>
      ))}
    </>
  )
}

function Rows({ resources, refusals, onOpen, ...cell }: MatrixProps) {
  const translate = useTranslate()
  const { speech } = cell
  return (
    <Table size="small" sx={{ '& td, & th': { px: 1 }, '& tr:last-child td, & tr:last-child th': { border: 0 } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '18%', pl: '16px !important' }} />
          {columns.map((action) => (
            <TableCell key={action} align="center" sx={{ width: 72, color: 'text.secondary' }}>
              {translate(`core:actions.${action}`)}
            </TableCell>
          ))}
          <TableCell sx={{ color: 'text.secondary' }}>{translate('pages.roles.more')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {resources.map((resource) => {
          const named = new Map(resource.actions.map((action) => [action.name, action]))
          const button = (action: CatalogueAction, isNamed = false) => (
            <CellButton
              key={action.name}
              {...cell}
              resource={resource}
              action={action}
              isNamed={isNamed}
              refusal={refusals.get(`${resource.name} ${action.name}`)}
              onOpen={() => onOpen(resource, action)}
            />
          )
          return (
            <TableRow key={resource.name} hover>
              <TableCell component="th" scope="row" sx={{ pl: '16px !important', fontWeight: 550 }}>
                {speech.records(resource)}
              </TableCell>
              {columns.map((name) => {
                const action = named.get(name)
                return (
                  <TableCell key={name} align="center" sx={{ py: '2px !important' }}>
                    {action && button(action)}
                  </TableCell>
                )
              })}
              <TableCell>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, py: 0.25 }}>
                  {resource.actions.filter(({ base }) => !base).map((action) => button(action, true))}
                </Box>
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

function Stacked({ resources, refusals, onOpen, ...cell }: MatrixProps) {
  return resources.map((resource) => (
    <Box key={resource.name} sx={{ px: 2, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography component="h3" variant="body1" sx={{ fontWeight: 600, mb: 1 }}>
        {cell.speech.records(resource)}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {resource.actions.map((action) => (
          <CellButton
            key={action.name}
            {...cell}
            resource={resource}
            action={action}
            isNamed
            refusal={refusals.get(`${resource.name} ${action.name}`)}
            onOpen={() => onOpen(resource, action)}
          />
        ))}
      </Box>
    </Box>
  ))
}

function Legend() {
  const translate = useTranslate()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2.5, rowGap: 0.5, color: 'text.secondary', fontSize: 13 }}>
      {states.map((state) => (
        <Box key={state} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <StateIcon state={state} />
          {translate(`pages.roles.state.${state}`)}
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
        <Box sx={{ width: 8, height: 8, borderRadius: 4, bgcolor: 'warning.main' }} />
        {translate('pages.roles.differs')}
      </Box>
    </Box>
  )
}
