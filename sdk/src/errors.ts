/** What stands behind one field of a refused input. `path` is the field's name, with dots into nested values. */
export interface FieldError {
  path: string
  code: string
  params?: Readonly<Record<string, unknown>>
}

/** A refusal with a stable code, which is the key of its text (`errors.<code>`) in the locale files. */
export class DomainError extends Error {
  readonly code: string
  readonly status: number
  readonly params: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldError[]

  constructor(
    code: string,
    status: number,
    params: Readonly<Record<string, unknown>> = {},
    fields: readonly FieldError[] = [],
  ) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.status = status
    this.params = params
    this.fields = fields
  }
}

export interface ErrorDefinition<P extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>> {
  (params?: P, fields?: readonly FieldError[]): DomainError
  readonly code: string
  readonly status: number
}

const registry = new Map<string, number>()

/**
 * Declares an error beside what throws it: `const alreadyTaken = defineError('orders.already_taken', 409)`,
 * then `throw alreadyTaken({ by })`. Params fill the placeholders of the text and travel to the caller, so never put secrets in.
 *
 * @param code `<area>.<snake_case>`, unique over the installation
 * @param status the HTTP status: 403 visible but not allowed, 404 must be invisible, 409 lost race or wrong state, 422 bad input
 */
export function defineError<P extends Readonly<Record<string, unknown>>>(
  code: string,
  status: number,
): ErrorDefinition<P> {
  const known = registry.get(code)
  if (known !== undefined && known !== status)
    throw new TypeError(`Error ${code} is declared with both ${known} and ${status}`)
  registry.set(code, status)
  const create = (params?: P, fields?: readonly FieldError[]) => new DomainError(code, status, params, fields)
  return Object.assign(create, { code, status })
}

/** All errors declared so far: code → HTTP status. */
export function declaredErrors(): ReadonlyMap<string, number> {
  return registry
}
