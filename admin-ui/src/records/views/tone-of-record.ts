import type { ManifestResource } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import { type Tone, toneOfState } from '../../fields/tones.ts'

/** A record's colour is its state's. */
export function toneOfRecord(resource: ManifestResource, record: RaRecord): Tone {
  const state = resource.fields.find(({ kind }) => kind === 'state')
  const value: unknown = state && record[state.name]
  return state && typeof value === 'string' ? toneOfState(resource, state, value) : 'blue'
}
