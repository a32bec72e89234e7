import type { Plugin } from '@guildhall/sdk'
import type { Caller, TestPlatform } from '../../core/testing/index.ts'

/** A breach of a law: whose, where, what, and what to do about it. */
export interface Finding {
  readonly plugin: string
  readonly place: string
  readonly problem: string
  readonly remedy: string
}

/** What a law is held against: plugins on a running platform, a tenant that uses them, and their sources. */
export interface Subject {
  readonly plugins: readonly Plugin[]
  /** The installation's folder: `locales/` and `plugins/<name>/src`. */
  readonly root: string
  readonly platform: TestPlatform
  readonly tenant: { readonly id: string; readonly slug: string }
  /** An administrator of the tenant. */
  readonly admin: Caller
  /** Others who are in it, by what they are. */
  readonly others: ReadonlyMap<string, Caller>
}

export interface Law {
  readonly number: number
  readonly says: string
  check(subject: Subject): Promise<Finding[]>
}

/** As a person reads it. */
export const tell = ({ plugin, place, problem, remedy }: Finding) => `Plugin ${plugin}, ${place}: ${problem} ${remedy}`

/** The plugin whose table it is; `core` for the core's own. */
export function ownerOf({ platform }: Subject, table: string): string {
  const [schema = '', name = ''] = table.replaceAll('"', '').split('.')
  if (schema === 'guildhall') return 'core'
  const owned = [...platform.engine.registry.models.values()].find(
    (model) => model.table === name || name.startsWith(`${model.table}__`),
  )
  return owned?.plugin ?? platform.installed.plugins.at(-1)?.name ?? 'core'
}
