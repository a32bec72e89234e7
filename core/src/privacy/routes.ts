import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { noBody } from '../http/no-body.ts'
import { parsePage, sendPage } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import { requireSession } from '../identity/routes/deps.ts'
import { seesJournal } from '../people/sign-ins.ts'
import { type Context, entryOf } from '../records/context.ts'
import { type ContextSource, repeating } from '../records/transact.ts'
import { privacyForbidden } from './errors.ts'
import { type PrivacyRoutesOptions, privacyRoute as route } from './own-routes.ts'
import { countAll, selectAll } from './requests.ts'
import {
  acceptBody,
  cardQuery,
  copyBody,
  erasureBody,
  idParams,
  idSchema,
  listQuery,
  planSchema,
  refuseBody,
  requestSchema,
} from './schemas.ts'
import { showRequests } from './shown.ts'
import '../http/request.ts'

interface OfCard {
  readonly resource: string
  readonly record: string
}
type One = { Params: { id: string } }

/** Who may change every person of the tenant looks after what is kept about people. Somebody from a tenant above does not. */
export const looksAfterPrivacy = (context: Context): boolean =>
  context.outside !== 'parent' && !context.key && !context.acting && !context.seeing && seesJournal(context)

/** What administrators do about people's data: requests, plans, copies, erasures. */
export function privacyRoutes(options: PrivacyRoutesOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    reading(app, options)
    asking(app, options)
    deciding(app, options)
    done()
  }
}

function reading(app: FastifyInstance, { engine, privacy }: PrivacyRoutesOptions): void {
  app.get(
    '/api/privacy/requests',
    route('privacyRequests', { querystring: listQuery, response: { 200: Type.Array(requestSchema) } }),
    async (request, reply) => {
      const { from, limit } = parsePage(request.query)
      const [rows, total] = await repeating(engine, request.contextSource, async (context) => {
        requireAdministrator(context)
        const [page, count] = await readInTenant(engine.database, entryOf(context), [
          bind(selectAll, context.tenant.id, limit, from),
          bind(countAll, context.tenant.id),
        ])
        return [await showRequests(engine, context, page.rows), count.rows[0] ?? 0] as const
      })
      return sendPage(reply, 'requests', { rows, from, total })
    },
  )

  app.get<{ Querystring: OfCard }>(
    '/api/privacy/plan',
    route('erasurePlan', { querystring: cardQuery, response: { 200: planSchema } }),
    (request) =>
      repeating(engine, request.contextSource, async (context) => {
        requireAdministrator(context)
        const { resource, record } = request.query
        return { graceDays: privacy.graceDays, ...(await privacy.plan(context, { resource, id: record })) }
      }),
  )
}

function asking(app: FastifyInstance, { identity, privacy }: PrivacyRoutesOptions): void {
  app.post<{ Body: OfCard & { to?: 'person' | 'asker' } }>(
    '/api/privacy/copies',
    route('askCopy', { body: copyBody, response: { 201: idSchema } }),
    async (request, reply) => {
      await requireSession(identity, request)
      const { resource, record, to = 'asker' } = request.body
      const id = await privacy.copy(administrators(request), { resource, id: record }, to, false)
      return reply.code(201).send({ id })
    },
  )

  app.post<{ Body: OfCard & { reason: string; heir?: string; days?: number } }>(
    '/api/privacy/erasures',
    route('askErasure', { body: erasureBody, response: { 201: idSchema } }),
    async (request, reply) => {
      await requireSession(identity, request)
      const { resource, record, ...rest } = request.body
      const id = await privacy.erase(administrators(request), { card: { resource, id: record }, ...rest })
      return reply.code(201).send({ id })
    },
  )
}

function deciding(app: FastifyInstance, { identity, privacy }: PrivacyRoutesOptions): void {
  const one = { params: idParams, response: { 200: idSchema } }

  app.post<One & { Body: { heir?: string; days?: number } }>(
    '/api/privacy/requests/:id/accept',
    route('acceptErasure', { ...one, body: acceptBody }),
    async (request) => {
      await requireSession(identity, request)
      await privacy.accept(administrators(request), request.params.id, request.body)
      return { id: request.params.id }
    },
  )

  app.post<One & { Body: { answer: string } }>(
    '/api/privacy/requests/:id/refuse',
    route('refuseErasure', { ...one, body: refuseBody }),
    async (request) => {
      await requireSession(identity, request)
      await privacy.refuse(administrators(request), request.params.id, request.body.answer)
      return { id: request.params.id }
    },
  )

  app.post<One>(
    '/api/privacy/requests/:id/withdraw',
    route('withdrawErasure', { ...one, body: noBody }),
    async (request) => {
      await requireSession(identity, request)
      await privacy.withdraw(administrators(request), request.params.id)
      return { id: request.params.id }
    },
  )
}

/** The context of who asks, as long as he is an administrator. */
function administrators({ contextSource }: FastifyRequest): ContextSource {
  return async (fresh) => {
    const context = await contextSource(fresh)
    requireAdministrator(context)
    return context
  }
}

function requireAdministrator(context: Context): void {
  if (!looksAfterPrivacy(context)) throw privacyForbidden()
}
