import { DomainError, defineError, Type } from '@guildhall/sdk'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isUnavailable, isWorthRepeating } from '../database/violation.ts'
import { named } from './openapi/components.ts'
import { sendPlainPage } from './plain-page.ts'

const internal = defineError('http.internal', 500)
const unknownRoute = defineError('http.unknown_route', 404)
const badBody = defineError('http.bad_body', 400)
const tooLarge = defineError('http.too_large', 413)
const wrongMedia = defineError('http.wrong_media_type', 415)
const busy = defineError('http.busy', 503)

/** RFC 9457, with our stable code and the fields by path. */
export const problemSchema = named(
  'Problem',
  Type.Object({
    type: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    title: Type.String(),
    message: Type.String(),
    fields: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String(),
          code: Type.String(),
          message: Type.String(),
          params: Type.Optional(Type.Object({}, { additionalProperties: true })),
        }),
      ),
    ),
    errors: Type.Optional(Type.Record(Type.String(), Type.String())),
    params: Type.Optional(Type.Object({}, { additionalProperties: true })),
    requestId: Type.Optional(Type.String()),
  }),
)

/** As many as records can be changed at once: a flood of mistakes is not answered with a greater one. */
const mostFields = 500

/** Every refusal, wherever it arose, as problem+json in the caller's language; what is our fault is logged and not told. */
export async function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const refusal = error instanceof DomainError ? error : translateFramework(error as FastifyError, request)
  if (refusal.status >= 500) request.log.error({ err: error }, 'request failed')
  const translator = await request.translator()
  const message = translator.error(refusal.code, refusal.params)
  const fields = refusal.fields.slice(0, mostFields).map(({ path, code, params }) => ({
    path,
    code,
    message: translator.error(code, { field: path, ...refusal.params, ...params }),
    ...(params && { params }),
  }))
  reply.code(refusal.status)
  if (refusal.params.retryAfter !== undefined) reply.header('retry-after', String(refusal.params.retryAfter))
  if (givesPage(request)) return sendPlainPage(reply, translator.language, { title: message, paragraphs: [] })
  return reply
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      type: `urn:guildhall:error:${refusal.code}`,
      status: refusal.status,
      code: refusal.code,
      title: message,
      message,
      ...(fields.length > 0 && { fields, errors: errorsByField(fields) }),
      ...(Object.keys(refusal.params).length > 0 && { params: refusal.params }),
      requestId: request.id,
    })
}

export async function sendUnknownRoute(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendProblem(unknownRoute(), request, reply)
}

/** Whoever comes there reads in a browser. */
const givesPage = ({ routeOptions }: FastifyRequest) =>
  (routeOptions.config as { readonly gives?: string } | undefined)?.gives === 'page'

/** react-admin shows a server's refusals at their fields when they come as `errors`. */
function errorsByField(fields: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ path, message }) => [path, message]))
}

function translateFramework(error: FastifyError, request: FastifyRequest): DomainError {
  if (isWorthRepeating(error) || isUnavailable(error)) return busy({ retryAfter: 1 })
  switch (error.statusCode) {
    case 400:
      return badBody()
    case 414:
      return unknownRoute()
    case 413:
      return tooLarge()
    case 415:
      return wrongMedia({ given: request.headers['content-type'] ?? '' })
    default:
      return internal({ requestId: request.id })
  }
}
