import type { Plugin } from '@guildhall/sdk'
import type { Platform } from '../../platform.ts'
import type { WiringProblem } from '../wiring.ts'

/** A breach of a law: whose, where, what, and what to do about it. */
export type Finding = WiringProblem

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  readonly data: unknown
}

/** A signed-in person's way to call the API. */
export type Caller = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** A platform that may be worn out: its database is thrown away afterwards. */
export interface TrialPlatform extends Platform {
  readonly urls: { readonly ownerUrl: string; readonly appUrl: string }
}

/** What a law is held against: plugins on a running platform, a tenant that uses them, and their sources. */
export interface Subject {
  readonly plugins: readonly Plugin[]
  /** The folder whose `locales/` and `plugins/<name>/src` are read. */
  readonly root: string
  readonly platform: TrialPlatform
  readonly tenant: { readonly id: string; readonly slug: string }
  /** An administrator of the tenant. */
  readonly admin: Caller
  /** Everybody who is in it, by what they are. */
  readonly others: ReadonlyMap<string, Caller>
  /** Whether somebody was at work in it: otherwise a law makes the records it needs. */
  readonly isInhabited: boolean
  /** Statements that the platform has sent to the database so far. */
  countStatements(): number
}

export interface Law {
  readonly number: number
  readonly says: string
  check(subject: Subject): Promise<Finding[]>
}

/** As a person reads it. */
export const tell = ({ plugin, place, problem, remedy }: Finding) => `Plugin ${plugin}, ${place}: ${problem} ${remedy}`

/** The plugin whose table it is; `core` for the core's own. */
export function ownerOf({ platform, plugins }: Subject, table: string): string {
  const [schema = '', name = ''] = table.replaceAll('"', '').split('.')
  if (schema === 'guildhall') return 'core'
  const owned = [...platform.engine.registry.models.values()].find(
    (model) => model.table === name || name.startsWith(`${model.table}__`),
  )
  return owned?.plugin ?? plugins.at(-1)?.name ?? 'core'
}
