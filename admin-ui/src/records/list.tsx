import { DataTable, List, useResourceContext } from 'react-admin'
import { kindOf } from '../fields/kinds.ts'
import { useManifest } from '../server/manifest.ts'
import { columnsOf } from './columns.ts'

/** The list of any resource. */
export function RecordList() {
  const resource = useManifest().require(useResourceContext() ?? '')
  const [field, order] = resource.sort
  return (
    <List sort={{ field, order }}>
      <DataTable rowClick="show">
        {columnsOf(resource).map((column) => {
          const { Cell } = kindOf(column.kind)
          return (
            <DataTable.Col key={column.name} source={column.name} label={column.label}>
              <Cell field={column} source={column.name} />
            </DataTable.Col>
          )
        })}
      </DataTable>
    </List>
  )
}
