import type { Condition, Definition } from '@guildhall/contract-reports'
import { DomainError, type Scope } from '@guildhall/sdk'
import { scopeMissing } from '../errors.ts'
import { datasetsOf } from '../offers.ts'
import { token } from './place.ts'

interface Narrowed {
  readonly definition: Definition
  /** The record whose part is meant: `companies/<id>`; null for all that the reader may see. */
  readonly about: string | null
}

/** What a record must be besides, to belong to whom a report is narrowed to. @throws `reports.scope_missing` */
export function narrowing(scope: Scope, { about, definition }: Narrowed): Condition[] {
  if (about === null) return []
  const [resource = '', value = ''] = about.split('/')
  const field = datasetsOf(scope).find(({ id }) => id === definition.dataset)?.parties?.[resource]
  if (!field) throw scopeMissing()
  return [{ field, op: 'is', value }]
}

/** Whoever narrows a report to a record sees it himself, and the report knows whose its records are. `path` is the field that is wrong. */
export async function requireNarrowing(scope: Scope, narrowed: Narrowed, path: string): Promise<void> {
  const [resource = '', id = ''] = narrowed.about?.split('/') ?? []
  const refuse = () => scopeMissing({}, [{ path, code: scopeMissing.code }])
  if (!datasetsOf(scope).find((each) => each.id === narrowed.definition.dataset)?.parties?.[resource]) throw refuse()
  await scope
    .records(token(resource))
    .get(id)
    .catch((error: unknown) => {
      throw error instanceof DomainError && error.status === 404 ? refuse() : error
    })
}
