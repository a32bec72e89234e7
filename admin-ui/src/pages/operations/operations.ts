/** As many as are looked at, newest first. */
export const newest = encodeURIComponent('[0,99]')

/** As the server tells them; see core/src/events. */
export interface JobDescription {
  readonly id: string
  readonly plugin: string
  readonly job: string
  readonly cron: string | null
  readonly nextAt: string | null
}

export interface JobRun {
  readonly id: string
  readonly plugin: string
  readonly job: string
  readonly state: 'later' | 'waiting' | 'running' | 'retrying' | 'done' | 'failed'
  /** From when on it may be done. */
  readonly dueAt: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly attempts: number
  readonly error: string | null
}

export interface DeadLetter {
  readonly id: string
  readonly plugin: string
  readonly handler: string
  readonly about: string | null
  readonly event: { readonly name: string } | null
  readonly attempts: number
  readonly error: string | null
  readonly at: string
}

export type DeliveryState = 'waiting' | 'retrying' | 'done' | 'parked' | 'failed'

export interface ToldEvent {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly about: string | null
  readonly deliveries: readonly { readonly plugin: string; readonly handler: string; readonly state: DeliveryState }[]
}
