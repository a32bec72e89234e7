/** A request about what is kept of a person, as the server lists it. */
export interface PrivacyRequest {
  readonly id: string
  readonly kind: 'copy' | 'erasure'
  readonly state: 'asked' | 'waiting' | 'running' | 'done' | 'withdrawn' | 'refused' | 'failed'
  readonly resource: string
  readonly record: string
  readonly name: string | null
  readonly askedBy: string
  readonly isOwn: boolean
  readonly isMine: boolean
  readonly reason: string | null
  readonly answer: string | null
  readonly error: string | null
  readonly askedAt: string
  readonly dueAt: string
  readonly runAt: string | null
  readonly againAt: string | null
  readonly finishedAt: string | null
  readonly expiresAt: string | null
  readonly bytes: number | null
  readonly done: number
  readonly total: number
}

interface Line {
  readonly resource: string
  readonly count: number
}

export interface ErasurePlan {
  readonly graceDays: number
  readonly erased: readonly (Line & { readonly fields: readonly string[] })[]
  readonly anonymised: readonly Line[]
  readonly kept: readonly (Line & { readonly plugin: string; readonly until: string })[]
  readonly login: {
    readonly sessions: number
    readonly keys: number
    readonly views: number
    readonly isLast: boolean
    readonly isSuperadmin: boolean
  } | null
  readonly held: readonly Line[]
}

/** Whose data it is about, by a record that stands for him. */
export interface Subject {
  readonly resource: string
  readonly record: string
  readonly name: string
  /** Of a person with a login: who may take over from him. */
  readonly kind?: string
}

/** While something is under way the page asks again. */
export const everySecond = (requests: readonly PrivacyRequest[] | undefined): number | undefined =>
  requests?.some(({ kind, state }) => state === 'running' || (kind === 'copy' && state === 'waiting'))
    ? 1500
    : undefined
