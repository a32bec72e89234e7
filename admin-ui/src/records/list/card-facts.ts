import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { firstColumns, listedField } from './listed-fields.ts'

export interface CardFields {
  readonly state: ManifestRecordField | undefined
  readonly facts: readonly ManifestRecordField[]
}

const mostFacts = 3
const unfit = new Set(['files', 'json', 'many'])

/** What a card says of a record besides its title: its state, and two or three facts, the ones the list puts first. */
export function cardFieldsOf(resource: ManifestResource, leftOut: readonly string[] = []): CardFields {
  const named = firstColumns(resource).flatMap((name) => listedField(resource, name) ?? [])
  const state =
    named.find(({ kind }) => kind === 'state') ??
    resource.fields.find(({ kind, readable }) => kind === 'state' && readable !== 'never')
  const shown = named.filter(
    ({ name, kind, multiline }) =>
      name !== resource.title && name !== state?.name && !unfit.has(kind) && !multiline && !leftOut.includes(name),
  )
  return {
    state: state && !leftOut.includes(state.name) ? state : undefined,
    // A number alone tells nobody anything before the rest does.
    facts: [...shown.filter(({ computed }) => !computed), ...shown.filter(({ computed }) => computed)].slice(
      0,
      mostFacts,
    ),
  }
}
