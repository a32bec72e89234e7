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
  readonly state: 'waiting' | 'running' | 'retrying' | 'done' | 'failed'
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
