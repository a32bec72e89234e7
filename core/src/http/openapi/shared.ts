import { problemSchema } from '../problem.ts'

/** Statuses of refusals, each described once. */
export const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503] as const

type Translated = (text: string) => string
const text = { type: 'string' }

export const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` })
export const header = (name: string) => ({ $ref: `#/components/headers/${name}` })
export const refusal = (status: number) => ({ $ref: `#/components/responses/Refusal${status}` })

export function commonParameters(translated: Translated): Record<string, object> {
  const inHeader = (name: string, key: string, schema: object) => ({
    name,
    in: 'header',
    required: false,
    schema,
    description: translated(key),
  })
  return {
    Tenant: inHeader('X-Tenant', 'core:openapi.headers.tenant', text),
    AcceptLanguage: inHeader('Accept-Language', 'core:openapi.headers.language', text),
    IfMatch: inHeader('If-Match', 'core:openapi.headers.ifMatch', text),
    IfNoneMatch: inHeader('If-None-Match', 'core:openapi.headers.ifNoneMatch', text),
    IdempotencyKey: inHeader('Idempotency-Key', 'core:openapi.headers.idempotencyKey', {
      ...text,
      minLength: 1,
      maxLength: 200,
    }),
  }
}

export function commonHeaders(translated: Translated): Record<string, object> {
  const answered = (key: string, schema: object = text) => ({ schema, description: translated(key) })
  return {
    ContentRange: answered('core:openapi.headers.contentRange'),
    NextCursor: answered('core:openapi.headers.nextCursor'),
    TotalExact: answered('core:openapi.headers.totalExact'),
    ETag: answered('core:openapi.headers.etag'),
    Replayed: answered('core:openapi.headers.replayed'),
    RetryAfter: answered('core:openapi.headers.retryAfter', { type: 'integer' }),
  }
}

export function commonResponses(refer: (schema: unknown) => object, translated: Translated): Record<string, object> {
  const content = { 'application/problem+json': { schema: refer(problemSchema) } }
  return Object.fromEntries(
    refusals.map((status) => [
      `Refusal${status}`,
      {
        description: translated(`core:openapi.statuses.${status}`),
        content,
        ...((status === 429 || status === 503) && { headers: { 'Retry-After': header('RetryAfter') } }),
      },
    ]),
  )
}
