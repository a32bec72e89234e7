import type { FastifyRequest } from 'fastify'
import { badQuery, invalid } from '../records/errors.ts'

export function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid({}, [{ path: '', code: 'validation.wrong_type', params: { expected: 'object' } }])
  return body as Record<string, unknown>
}

/** The version a caller saw, as the ETag said it. */
export function ifMatch({ headers }: FastifyRequest): number | undefined {
  const text = headers['if-match']
  if (text === undefined || text === '*') return undefined
  const version = Number(/^(?:W\/)?"(\d+)"$/.exec(text)?.[1])
  if (!Number.isInteger(version)) throw badQuery({}, [{ path: 'If-Match', code: 'validation.pattern' }])
  return version
}
