import { Readable } from 'node:stream'
import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { noBody } from '../http/no-body.ts'
import { tellByField } from '../http/schema-errors.ts'
import type { Identity } from '../identity/identity.ts'
import { requireSession } from '../identity/routes/deps.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { repeating } from '../records/transact.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import { openFile } from './file.ts'
import type { Privacy } from './privacy.ts'
import { selectOwn } from './requests.ts'
import { idParams, idSchema, ownCopyBody, ownErasureBody, requestSchema } from './schemas.ts'
import { showRequests } from './shown.ts'
import '../http/request.ts'

export interface PrivacyRoutesOptions {
  readonly engine: Engine
  readonly identity: Identity
  readonly tenancy: Tenancy
  readonly privacy: Privacy
}

export const privacyRoute = (operationId: string, schema: object) => ({
  config: {
    access: 'signedIn' as const,
    keys: 'refused' as const,
    acting: 'refused' as const,
    seeAs: 'refused' as const,
  },
  schema: { tags: ['privacy'], operationId, summary: `core:openapi.privacy.${operationId}`, ...schema },
})

/** What a person may ask of his own data, himself and with a session of his own. */
export function ownPrivacyRoutes(options: PrivacyRoutesOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    reading(app, options)
    asking(app, options)
    done()
  }
}

function reading(app: FastifyInstance, { engine, identity }: PrivacyRoutesOptions): void {
  app.get(
    '/api/auth/privacy',
    privacyRoute('ownPrivacy', { response: { 200: Type.Array(requestSchema) } }),
    (request) =>
      repeating(engine, request.contextSource, async (context) => {
        if (!context.me) return []
        const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
          bind(selectOwn, context.tenant.id, context.me),
        ])
        return showRequests(
          engine,
          context,
          rows.filter(({ isOwn, kind }) => isOwn || kind === 'erasure'),
        )
      }),
  )

  app.get<{ Params: { id: string } }>(
    '/api/privacy/requests/:id/file',
    privacyRoute('privacyFile', { params: idParams, produces: ['application/zip'] }),
    async (request, reply) => {
      await requireSession(identity, request)
      const { name, bytes } = await openFile(engine, request.contextSource, request.params.id)
      return reply
        .header('content-type', 'application/zip')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(bytes, { objectMode: false }))
    },
  )
}

function asking(app: FastifyInstance, { identity, tenancy, privacy }: PrivacyRoutesOptions): void {
  const himself = async (request: FastifyRequest): Promise<Context & { me: string }> => {
    const context = await request.contextSource(true)
    if (!context.me) throw notFound({ resource: 'people' })
    return context as Context & { me: string }
  }

  app.post(
    '/api/auth/privacy/copies',
    privacyRoute('askOwnCopy', { body: ownCopyBody, response: { 201: idSchema } }),
    async (request, reply) => {
      await requireSession(identity, request)
      const { me } = await himself(request)
      const id = await privacy.copy(request.contextSource, { resource: 'people', id: me }, 'asker', true)
      return reply.code(201).send({ id })
    },
  )

  app.post<{ Body: { reason: string; everywhere?: boolean } }>(
    '/api/auth/privacy/erasures',
    privacyRoute('askOwnErasure', { body: ownErasureBody, response: { 201: idSchema } }),
    async (request, reply) => {
      const { userId } = await requireSession(identity, request)
      const { me, tenant } = await himself(request)
      const { reason, everywhere = false } = request.body
      const id = await privacy.askErasure(request.contextSource, { card: { resource: 'people', id: me }, reason })
      const others = everywhere
        ? (await tenancy.memberships(userId)).filter(
            ({ slug, isOpen, status }) => isOpen && status === 'active' && slug !== tenant.slug,
          )
        : []
      // Where he has asked already, or may not go, it stays as it is.
      for (const { slug } of others) {
        const source = (fresh: boolean) =>
          tenancy.contextFor({ userId, tenantSlug: slug, requestId: request.id, fresh })
        const there = await source(true)
        if (there.me)
          await privacy
            .askErasure(source, { card: { resource: 'people', id: there.me }, reason })
            .catch((error: unknown) => request.log.info({ err: error, slug }, 'not asked there'))
      }
      return reply.code(201).send({ id })
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/auth/privacy/erasures/:id',
    privacyRoute('withdrawOwnErasure', { params: idParams, body: noBody, response: { 200: idSchema } }),
    async (request) => {
      await requireSession(identity, request)
      const { me } = await himself(request)
      await privacy.withdraw(request.contextSource, request.params.id, me)
      return { id: request.params.id }
    },
  )
}
