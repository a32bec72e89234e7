import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import type { Rights } from '../rights.ts'
import { isOpen } from './values.ts'

/** The fields a person enters at all: the rest is reckoned, moved by actions, or points back. */
const isEntered = ({ computed, kind }: ManifestRecordField): boolean => !computed && kind !== 'state' && kind !== 'many'

export const creatableIn = ({ fields }: ManifestResource): ManifestRecordField[] =>
  fields.filter((field) => isEntered(field) && field.creatable !== 'never')

/** What of a record may be changed now, and what was settled when it was created. */
export function updatableIn({ fields }: ManifestResource, record: RaRecord & Rights) {
  const entered = fields.filter(isEntered)
  return {
    fields: entered.filter((field) => !field.immutable && isOpen(field, record._can)),
    settled: entered.filter((field) => field.immutable && record[field.name] != null),
  }
}
