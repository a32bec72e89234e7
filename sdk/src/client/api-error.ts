import type { FieldError } from '../errors.ts'

/** What the server refused (RFC 9457): a stable code, the message in the caller's language, the fields by path. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly fields: readonly (FieldError & { readonly message: string })[]
  /** Names the request in the server's log. */
  readonly requestId: string | undefined

  constructor(problem: Partial<ApiError> & { status: number }) {
    super(problem.message ?? `HTTP ${problem.status}`)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code ?? 'http.unknown'
    this.params = problem.params ?? {}
    this.fields = problem.fields ?? []
    this.requestId = problem.requestId
  }
}
