import type { ManifestField } from '@guildhall/sdk/manifest'

/** A rule as it is stored; see sdk/src/rules.ts. */
export interface Rule {
  readonly action: string
  readonly where?: Where
  readonly fields?: readonly string[]
  readonly inverted?: boolean
}
export type Where = Readonly<Record<string, unknown>>

/** How a role departs from its archetype: all that is stored of it. */
export interface Differences {
  readonly add: readonly { readonly resource: string; readonly rule: Rule }[]
  readonly remove: readonly string[]
}

export interface CatalogueAction {
  readonly name: string
  readonly label: string
  readonly base: boolean
  readonly destructive: boolean
  /** `part`: only the rules in `held` may be given. */
  readonly grantable: 'all' | 'part' | 'none'
  readonly held?: readonly Rule[]
}

export interface CatalogueResource {
  readonly name: string
  readonly plugin: string
  readonly noun: string
  readonly title: string | null
  readonly actions: readonly CatalogueAction[]
  readonly fields: readonly (ManifestField & { readonly system?: boolean })[]
  /** By archetype, in their order; the later wins. */
  readonly rules: Readonly<Record<string, readonly { readonly key: string; readonly rule: Rule }[]>>
}

export interface RoleRecord {
  readonly id: string
  readonly name: string
  readonly archetype: string
  readonly differences: Differences
  readonly system: boolean
  readonly version: number
}
