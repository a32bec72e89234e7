import { clients } from '@guildhall/contract-directory'
import { type DraftOf, defineError, type RecordOf, type Scope } from '@guildhall/sdk'
import { combined } from '../duplicates/combined.ts'

export const sameClient = defineError('clients.same', 422)
export const bothSignIn = defineError('clients.both_sign_in', 409)

interface Merging {
  readonly record: RecordOf<typeof clients.fields>
  readonly input: { readonly duplicate: string }
  readonly scope: Scope
}
type Changes = Partial<DraftOf<typeof clients.fields>>

/** Takes over what the duplicate knows, his login, his companies and all that points to him; the duplicate is archived. */
export async function mergeClients({ record, input, scope }: Merging): Promise<Changes> {
  if (input.duplicate === record.id) throw sameClient({}, [{ path: 'duplicate', code: sameClient.code }])
  const duplicate = await scope.records(clients).get(input.duplicate)
  if (record.person && duplicate.person) throw bothSignIn()
  await scope.asSystem('clients.merge', async (system) => {
    // A login stands on one card only, so the duplicate gives it up first.
    if (duplicate.person) await system.records(clients).update(duplicate.id, { person: null })
    await system.records(clients).merge(record.id, duplicate.id)
  })
  return {
    ...combined(record, duplicate),
    person: record.person ?? duplicate.person,
    companies: [...new Set([...record.companies, ...duplicate.companies])],
  }
}
