import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import '../../http/request.ts'
import { tellByField } from '../../http/schema-errors.ts'
import { type ActingIn, actingIn } from '../acting-in.ts'
import type { Tenancy } from '../tenancy.ts'
import type { Asking, Deletions } from './deletions.ts'

const uuid = Type.String({ format: 'uuid' })
const deletionSchema = Type.Object({
  id: uuid,
  slug: Type.String(),
  name: Type.String(),
  askedBy: Type.String(),
  askedAt: Type.String(),
  dueAt: Type.String(),
  eraseUsers: Type.Boolean(),
  counts: Type.Record(Type.String(), Type.Integer()),
  usersErased: Type.Integer(),
  purgedAt: Type.Unsafe({ type: ['string', 'null'] }),
})
const lossSchema = Type.Object({
  rows: Type.Array(Type.Object({ resource: Type.String(), rows: Type.Integer() })),
  people: Type.Integer(),
  lonely: Type.Integer(),
  children: Type.Array(Type.String()),
})
const asking = Type.Object(
  {
    slug: Type.String({ maxLength: 63 }),
    days: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
    eraseUsers: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** The end of a tenant: what is lost, asking for it, taking it back, and the stones of those that are gone. */
export function deletionRoutes(deps: {
  readonly tenancy: Tenancy
  readonly deletions: Deletions
}): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    routes(app, deps.deletions, actingIn(deps.tenancy))
    done()
  }
}

function routes(app: FastifyInstance, deletions: Deletions, acting: ActingIn): void {
  const route = (operationId: string, schema: object) => ({
    config: { access: 'superadmin' as const },
    schema: { tags: ['tenants'], operationId, summary: `core:openapi.tenants.${operationId}`, ...schema },
  })
  const params = Type.Object({ id: uuid })
  type One = { Params: { id: string } }
  const path = '/api/tenants/:id/deletion'

  const both = Type.Object({
    graceDays: Type.Integer(),
    loss: lossSchema,
    deletion: Type.Union([deletionSchema, Type.Null()]),
  })
  app.get<One>(path, route('previewDeletion', { params, response: { 200: both } }), async (request) => {
    const { tenant } = await acting(request)
    const { graceDays } = deletions
    return { graceDays, loss: await deletions.loss(tenant.id), deletion: await deletions.find(tenant.id) }
  })

  app.post<One & { Body: Asking }>(
    path,
    route('askDeletion', { params, body: asking, response: { 201: deletionSchema } }),
    async (request, reply) => {
      const by = await acting(request)
      return reply.code(201).send(await deletions.ask(by.tenant.id, request.body, by))
    },
  )

  app.delete<One>(path, route('takeBackDeletion', { params, response: { 200: Type.Object({}) } }), async (request) => {
    const by = await acting(request)
    await deletions.takeBack(by.tenant.id, by)
    return {}
  })

  app.get('/api/tenant-deletions', route('listDeletions', { response: { 200: Type.Array(deletionSchema) } }), () =>
    deletions.list(),
  )
}
