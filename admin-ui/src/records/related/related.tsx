import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import AddIcon from '@mui/icons-material/Add'
import { Box, Button, Paper, Typography } from '@mui/material'
import {
  DataTable,
  ListContextProvider,
  Pagination,
  type RaRecord,
  ResourceContextProvider,
  useReferenceManyFieldController,
  useTranslate,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { fieldOf, useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import { columnsOf } from '../columns.ts'

export interface RelatedProps {
  readonly field: ManifestRecordField
  readonly record: RaRecord
  /** Where this tab is, to be led back to. */
  readonly here: string
}

const perPage = 10
const mostColumns = 6

/** The records that point to this one: a small list of their own, and the way to add one. */
export function Related({ field, record, here }: RelatedProps) {
  const { require: resourceOf } = useManifest()
  const target = resourceOf(field.target ?? '')
  const through = field.through ?? ''
  const translate = useTranslate()
  const noun = useNoun()
  const [sortField, order] = target.sort
  const list = useReferenceManyFieldController({
    reference: target.name,
    target: through,
    record,
    source: 'id',
    page: 1,
    perPage,
    sort: { field: sortField, order },
  })
  const pointer = fieldOf(target, through)
  const mayAdd =
    target.rights['create'] !== 'never' &&
    pointer !== undefined &&
    pointer.creatable !== 'never' &&
    !record['archivedAt']
  const begun = { [through]: pointer?.kind === 'refs' ? [record.id] : record.id }
  const columns = columnsOf(target)
    .filter(({ name }) => name !== through)
    .slice(0, mostColumns)
  const add = mayAdd && (
    <Button
      size="small"
      variant="outlined"
      startIcon={<AddIcon />}
      component={Link}
      to={`/${target.name}/create?${new URLSearchParams({ source: JSON.stringify(begun), back: here })}`}
    >
      {translate('records.related.add', { name: noun(target.name) })}
    </Button>
  )
  const isEmpty = !list.isPending && (list.data?.length ?? 0) === 0 && list.page === 1
  return (
    <ResourceContextProvider value={target.name}>
      <ListContextProvider value={list}>
        {isEmpty ? (
          <Box sx={{ display: 'grid', justifyItems: 'center', gap: 2, py: 6, textAlign: 'center' }}>
            <Typography color="textSecondary">{translate(target.empty)}</Typography>
            {add}
          </Box>
        ) : (
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>{add}</Box>
            <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
              <DataTable bulkActionButtons={false} rowClick="show">
                {columns.map((column) => {
                  const { Cell, align } = kindOf(column.kind)
                  return (
                    <DataTable.Col
                      key={column.name}
                      source={column.name}
                      label={column.label}
                      {...(align && { align })}
                    >
                      <Cell field={column} source={column.name} />
                    </DataTable.Col>
                  )
                })}
              </DataTable>
              {(list.total ?? 0) > perPage && <Pagination rowsPerPageOptions={[]} />}
            </Paper>
          </Box>
        )}
      </ListContextProvider>
    </ResourceContextProvider>
  )
}
