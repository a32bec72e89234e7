import type { ResourceToken } from './token.ts'
import type { Where } from './where.ts'

/**
 * One of the first things an administrator does in a new tenant. Its texts are `firstSteps.<name>.title` and
 * `firstSteps.<name>.text` among the plugin's words. It ticks itself.
 */
export interface FirstStep {
  readonly name: string
  /** Done once so many readable records meet `where`. */
  readonly done: {
    readonly resource: ResourceToken
    readonly where?: Where
    /** 1 unless given. */
    readonly least?: number
  }
  /** Where it is done, as a path within the tenant: `/clients/create`. */
  readonly to: `/${string}`
}
