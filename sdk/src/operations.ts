import type { Fields } from './fields/field.ts'
import type { Installation } from './installation.ts'
import type { Clock, Scope } from './scope.ts'
import type { TenantInfo } from './tenant-info.ts'

/** Where an operator's work in a tenant is done: with the rights of the system there, which the history names with the reason. */
export interface Desk {
  readonly tenant: TenantInfo
  readonly clock: Clock
  readonly installation: Installation
  /** One transaction, committed when it comes back. No network inside. */
  within<T>(step: (scope: Scope) => Promise<T>): Promise<T>
}

/** A text by its key, `<plugin>:<key>`, and what it is told with. */
export interface Told {
  readonly text: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** What a check has found. What is not well says what to do, in `remedy`. */
export type CheckFinding =
  | (Told & { readonly level: 'ok' })
  | (Told & { readonly level: 'warn' | 'fail'; readonly remedy: Told })

/** What `guildhall doctor` asks of a plugin, in each tenant where it is on. Changes nothing; what it throws is a finding. */
export type CheckDefinition = (desk: Desk) => Promise<readonly CheckFinding[]>

/** What a verb leaves: lines for a person, the same as data for a program that said `--json`. */
export interface CommandOutcome {
  readonly lines?: readonly Told[]
  readonly data?: unknown
  /** The command exits with 1, though nothing was thrown. */
  readonly failed?: boolean
}

/**
 * A verb of the command line, `guildhall <plugin> <verb> --tenant <slug>`: text, number and yes-or-no fields are its options, `pageSize` as
 * `--page-size`, judged as an action's input is. Its texts are `commands.<verb>` and `commandOptions.<verb>.<option>`.
 */
export interface CommandDefinition {
  readonly options?: Fields
  run(desk: Desk, options: Readonly<Record<string, unknown>>): Promise<CommandOutcome>
}
