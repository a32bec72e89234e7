import type { ManifestResource } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import { creatableIn } from './form/settle.ts'

/** What a copy of a record begins with: all that may be given to a new one and need not differ. */
export const copyOf = (resource: ManifestResource, record: RaRecord): Record<string, unknown> =>
  Object.fromEntries(
    creatableIn(resource)
      .filter(({ name, unique, kind }) => !unique && kind !== 'files' && record[name] != null)
      .map(({ name }) => [name, record[name]]),
  )
