import { companies } from '@guildhall/contract-directory'
import { type DraftOf, defineError, type RecordOf, type Scope } from '@guildhall/sdk'
import { combined } from '../duplicates/combined.ts'

export const sameCompany = defineError('companies.same', 422)

interface Merging {
  readonly record: RecordOf<typeof companies.fields>
  readonly input: { readonly duplicate: string }
  readonly scope: Scope
}
type Changes = Partial<DraftOf<typeof companies.fields>>

/** Takes over what the duplicate knows and all that points to it; the duplicate is archived. */
export async function mergeCompanies({ record, input, scope }: Merging): Promise<Changes> {
  if (input.duplicate === record.id) throw sameCompany({}, [{ path: 'duplicate', code: sameCompany.code }])
  const duplicate = await scope.records(companies).get(input.duplicate)
  await scope.asSystem('companies.merge', (system) => system.records(companies).merge(record.id, duplicate.id))
  return combined(record, duplicate)
}
