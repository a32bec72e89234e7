import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describedOnly } from '../http/described-only.ts'
import type { Context } from '../records/context.ts'
import { repeating } from '../records/transact.ts'
import { manifestAbroad } from './abroad.ts'
import { onlyHimself, requireAdministrator } from './administering.ts'
import { notGuildhall } from './errors.ts'
import type { Link } from './link.ts'
import { type RemoteAnswer, textOf } from './remote.ts'
import type { LinkRoutesOptions } from './routes.ts'

const types = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  problem: 'application/problem+json; charset=utf-8',
} as const

/** What an answer tells besides itself; each in the one form that Guildhall gives it. */
const told: Readonly<Record<string, RegExp>> = {
  'content-range': /^[a-z][a-z0-9-]* \d+-\d+\/(\d+|\*)$/,
  'x-next-cursor': /^[\x21-\x7e]{1,2000}$/,
  'x-total-exact': /^(true|false)$/,
  etag: /^(W\/)?"[\x21\x23-\x7e]{1,100}"$/,
  'retry-after': /^\d{1,6}$/,
  'content-disposition': /^attachment; filename="[\w.-]{1,200}"; filename\*=UTF-8''[\w.!~*'()%-]{1,600}$/,
}

const largestManifest = 8 * 1_048_576

/** `GET /api/links/:id/remote/…`: the same as `GET /api/…` there, signed. Of the reader nothing goes over but his language and what he takes. */
export function forwardRoute(app: FastifyInstance, { engine, links }: LinkRoutesOptions): void {
  const schema: object = {
    tags: ['links'],
    operationId: 'readLink',
    summary: 'core:openapi.links.read',
    params: Type.Object({ id: Type.String({ format: 'uuid' }), '*': Type.String() }),
    produces: ['text/csv'],
    response: { 200: Type.Unknown() },
  }
  app.get(
    '/api/links/:id/remote/*',
    { config: onlyHimself, serializerCompiler: describedOnly.serializerCompiler, schema, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const { link, answer, context } = await repeating(engine, request.contextSource, async (context) => {
        await requireAdministrator(engine, context)
        const { accept } = request.headers
        const question = { target: targetOf(request, id), accept, language: context.language }
        return { context, ...(await links.read(context, id, question)) }
      })
      for (const [name, form] of Object.entries(told)) {
        const value = answer.headers[name]
        if (typeof value === 'string' && form.test(value)) reply.header(name, value)
      }
      reply.code(answer.status).type(types[answer.type]).header('cache-control', 'no-store')
      return answer.type === 'json' && targetOf(request, id).split('?')[0] === '/api/manifest'
        ? sendManifest(reply, answer, link, context)
        : reply.send(answer.body)
    },
  )
}

/** As it was written, so that what is signed is what was asked. */
function targetOf({ raw }: FastifyRequest, id: string): string {
  return `/api${(raw.url ?? '').slice(`/api/links/${id}/remote`.length)}`
}

async function sendManifest(reply: FastifyReply, { body }: RemoteAnswer, link: Link, context: Context) {
  const text = await textOf(body, largestManifest)
  return reply.removeHeader('etag').send(manifestAbroad(parsed(text), link, context))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw notGuildhall()
  }
}
