import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { type MouseEvent, memo } from 'react'
import { type Identifier, type RaRecord, RecordContextProvider, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { kindOf } from '../../fields/kinds.ts'
import { useTitleOf } from '../../fields/title.ts'
import { isFresh } from '../../live/fresh.ts'
import { TickBox } from './tick-box.tsx'

interface RecordRowProps {
  readonly resource: string
  readonly fields: readonly ManifestRecordField[]
  /** The column that is the way to the record, for the keyboard and for another tab. */
  readonly leading: ManifestRecordField | undefined
  readonly record: RaRecord
  readonly isTicked: boolean
  readonly onTick: (id: Identifier, event: MouseEvent) => void
  readonly onOpen: (id: Identifier) => void
}

/** Drawn again only where something of its own has changed. */
export const RecordRow = memo((props: RecordRowProps) => {
  const { resource, fields, leading, record, isTicked, onTick, onOpen } = props
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const createPath = useCreatePath()
  return (
    <RecordContextProvider value={record}>
      <tr {...(isFresh(resource, record.id) && { className: 'gh-fresh' })} onClick={() => onOpen(record.id)}>
        <td className="gh-tick">
          <TickBox
            label={translate('lists.select', { title: titleOf(resource, record) })}
            isTicked={isTicked}
            onTick={(event) => onTick(record.id, event)}
          />
        </td>
        {fields.map((field) => {
          const { Cell, align } = kindOf(field.kind)
          const value = <Cell field={field} source={field.name} />
          return (
            <td key={field.name} data-align={align}>
              {field === leading ? (
                <Link
                  to={createPath({ resource, id: record.id, type: 'show' })}
                  data-row-link={record.id}
                  onClick={(event) => event.stopPropagation()}
                >
                  {value}
                </Link>
              ) : (
                value
              )}
            </td>
          )
        })}
      </tr>
    </RecordContextProvider>
  )
})
RecordRow.displayName = 'RecordRow'
