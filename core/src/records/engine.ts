import type { Clock, KnownEvent } from '@guildhall/sdk'
import type { Secrets } from '../config/secrets.ts'
import type { Database } from '../database/pool.ts'
import type { Reading } from '../database/replica.ts'
import type { Unit } from '../database/unit.ts'
import type { HookRegistry } from '../plugins/hooks.ts'
import type { Context } from './context.ts'
import type { Registry } from './model.ts'
import type { Vault } from './personal/vault.ts'

/** What all operations on records share. */
export interface Engine {
  readonly registry: Registry
  readonly database: Database
  /** Where long reads go, if that is another place. */
  readonly reading?: Reading | undefined
  readonly hooks: HookRegistry
  readonly clock: Clock
  /** Keeps what is personal in the history. */
  readonly vault: Vault
  /** What plugins keep secret, by keys of the installation's own. */
  readonly secrets: Secrets
  /** Names of the jobs that may be asked for, `<plugin>.<job>`. */
  readonly jobs: ReadonlySet<string>
  /** What may be told, by all plugins. */
  readonly events: readonly KnownEvent[]
  /** Below which domain tenants take mail; undefined where nobody listens for it. */
  readonly mailDomain?: string | undefined
  /** Called after a commit that wrote facts, so that delivery need not wait for its next look. */
  readonly nudge: (tenantId: string) => void
}

/** One operation's place: the engine, who acts, and the transaction. */
/** Something that does not stop a write and is told with its answer. */
export interface Warning {
  readonly code: string
  readonly message: string
  readonly params: Readonly<Record<string, unknown>>
}

export interface Operation {
  readonly engine: Engine
  readonly context: Context
  readonly unit: Unit
  /** 1, and more when the work is done again. */
  readonly attempt: number
  /** What hooks had to say to whoever writes. */
  readonly warnings: Warning[]
}
