import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { useDeferredValue } from 'react'
import { type RaRecord, useListContext } from 'react-admin'
import { ReferredContext, useAllReferred } from '../../fields/referred.ts'
import { RecordRow } from './record-row.tsx'
import { useOpening } from './use-opening.ts'
import { useTicking } from './use-ticking.ts'

interface TableRowsProps {
  readonly resource: ManifestResource
  readonly fields: readonly ManifestRecordField[]
  readonly records: readonly RaRecord[]
}

/** As many rows as a screen shows come at once; the others while the browser has time. */
const atOnce = 20

export function TableRows({ resource, fields, records }: TableRowsProps) {
  const shown = useDeferredValue(records, records.slice(0, atOnce))
  const referred = useAllReferred(fields, records)
  const { selectedIds } = useListContext()
  const ticked = new Set(selectedIds)
  const tick = useTicking()
  const open = useOpening(resource.name)
  const leading = fields.find(({ name }) => name === resource.title) ?? fields[0]
  return (
    <ReferredContext value={referred}>
      <tbody>
        {shown.map((record) => (
          <RecordRow
            key={record.id}
            resource={resource.name}
            fields={fields}
            leading={leading}
            record={record}
            isTicked={ticked.has(record.id)}
            onTick={tick}
            onOpen={open}
          />
        ))}
      </tbody>
    </ReferredContext>
  )
}
