import type { Environment } from '../../config/environment.ts'
import type { DatabaseUrls } from '../../database/provision.ts'
import type { FirstStart } from '../../first-start/first-start.ts'
import type { ServeOptions } from '../serve.ts'

/** What a process is given to begin with. */
export interface Assignment {
  readonly environment: Environment
  readonly database: DatabaseUrls
  readonly only: 'web' | 'worker' | undefined
  /** Whether it brings what the first start of an installation brings. */
  readonly isFirst: boolean
}

/** What a process is when it answers; the same as of a server, as far as it can be told to another process. */
export interface Readiness {
  readonly address: string | null
  readonly inbox: string | null
  readonly firstStart: Pick<FirstStart, 'administrator' | 'demos'> | null
}

export type ToProcess =
  | ({ readonly kind: 'begin' } & Assignment)
  /** What the first start made has been said to somebody. */
  | { readonly kind: 'said' }
  | { readonly kind: 'metrics'; readonly question: number; readonly text: string | null }
  | { readonly kind: 'stop' }

export type FromProcess =
  | { readonly kind: 'progress'; readonly progress: Parameters<ServeOptions['tell']>[0] }
  | ({ readonly kind: 'ready' } & Readiness)
  | { readonly kind: 'metrics'; readonly question: number }
