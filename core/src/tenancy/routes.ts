import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { isUuid } from '../access/operand.ts'
import '../http/request.ts'
import { sendPage } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import { badQuery } from '../records/errors.ts'
import { isStorable } from '../records/unstorable.ts'
import { actingIn } from './acting-in.ts'
import { tenantNotFound } from './errors.ts'
import type { Tenancy } from './tenancy.ts'
import type { NewTenant, TenantChanges, TenantStatus } from './tenants.ts'

export interface TenancyRoutesOptions {
  readonly tenancy: Tenancy
}

const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()])
const uuid = Type.String({ format: 'uuid' })
const settings = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  zone: Type.String({ maxLength: 64 }),
  language: Type.String({ maxLength: 35 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  weekStart: Type.Integer({ minimum: 1, maximum: 7 }),
}
const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })
const host = nullable(Type.String({ maxLength: 253, pattern: '^[A-Za-z0-9.-]+$' }))
const status = Type.Unsafe<'active' | 'suspended'>({ type: 'string', enum: ['active', 'suspended'] })
const tenantSchema = Type.Object({
  id: uuid,
  slug,
  host,
  parent: nullable(uuid),
  status: Type.Unsafe<TenantStatus>({ type: 'string', enum: ['active', 'suspended', 'deleting', 'purging'] }),
  version: Type.Integer(),
  createdAt: Type.String(),
  isSelfRegistered: Type.Boolean(),
  ...settings,
})
const version = Type.Optional(Type.Integer({ minimum: 1 }))
const settingsChanges = Type.Object(
  { ...Type.Partial(Type.Object(settings)).properties, version },
  { additionalProperties: false },
)
const changes = Type.Object(
  { ...Type.Partial(Type.Object({ ...settings, slug, host, parent: nullable(uuid), status })).properties, version },
  { additionalProperties: false },
)
const newTenant = Type.Object(
  {
    slug,
    name: settings.name,
    ...Type.Partial(
      Type.Object({
        zone: settings.zone,
        language: settings.language,
        currency: settings.currency,
        weekStart: settings.weekStart,
      }),
    ).properties,
    host: Type.Optional(host),
    parent: Type.Optional(nullable(uuid)),
    plugins: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500, uniqueItems: true })),
    /** Gets an invitation. */
    admin: Type.Optional(
      Type.Object(
        {
          email: Type.String({ format: 'email', maxLength: 254 }),
          name: Type.String({ minLength: 1, maxLength: 200 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

type Changes = TenantChanges & { version?: number }

/** The tenant one is in, and, for superadmins, all of them. */
export function tenancyRoutes({ tenancy }: TenancyRoutesOptions): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    ownTenant(app, tenancy)
    allTenants(app, tenancy)
    done()
  }
}

function ownTenant(app: FastifyInstance, tenancy: Tenancy): void {
  app.get(
    '/api/tenant',
    {
      config: { access: 'signedIn', keys: 'accepted' },
      schema: { tags: ['tenants'], summary: 'The tenant one is in', response: { 200: tenantSchema } },
    },
    async (request) => {
      const { tenant } = await request.contextSource(true)
      return required(await tenancy.tenants.find({ id: tenant.id }))
    },
  )

  app.patch<{ Body: Changes }>(
    '/api/tenant',
    {
      config: { access: 'superadmin' },
      schema: {
        tags: ['tenants'],
        summary: 'Changes the settings of the tenant one is in',
        body: settingsChanges,
        response: { 200: tenantSchema },
      },
    },
    async (request) => {
      const by = await request.contextSource(true)
      const { version, ...given } = request.body
      return tenancy.tenants.update(by.tenant.id, given, { version, by })
    },
  )
}

function allTenants(app: FastifyInstance, tenancy: Tenancy): void {
  const superadmin = { config: { access: 'superadmin' as const } }
  const byId = Type.Object({ id: uuid })

  app.get<{ Querystring: { filter?: string; range?: string } }>(
    '/api/tenants',
    {
      ...superadmin,
      schema: { tags: ['tenants'], summary: 'All tenants by slug', response: { 200: Type.Array(tenantSchema) } },
    },
    async (request, reply) => {
      const filter = parsed<unknown>(request.query.filter, 'filter', {})
      const range = parsed<unknown>(request.query.range, 'range', [0, 24])
      if (!isFilter(filter) || !isRange(range)) throw badQuery()
      const [from, to] = range
      const { q, id } = filter
      const { tenants, total } = await tenancy.tenants.list({
        from,
        to,
        ...(q && { search: q }),
        ...(id && { ids: id }),
      })
      return sendPage(reply, 'tenants', { rows: tenants, from, total })
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/tenants/:id',
    { ...superadmin, schema: { tags: ['tenants'], params: byId, response: { 200: tenantSchema } } },
    async (request) => required(await tenancy.tenants.find({ id: request.params.id })),
  )

  app.post<{ Body: NewTenant }>(
    '/api/tenants',
    {
      ...superadmin,
      schema: {
        tags: ['tenants'],
        summary:
          'A new tenant with the roles every one begins with, its plugins and its first administrator, all at once',
        body: newTenant,
        response: { 201: tenantSchema },
      },
    },
    async (request, reply) => {
      return reply.code(201).send(await tenancy.tenants.create(request.body))
    },
  )

  const acting = actingIn(tenancy)
  async function change(request: FastifyRequest<{ Params: { id: string } }>, { version, ...given }: Changes) {
    const by = await acting(request)
    return tenancy.tenants.update(by.tenant.id, given, { version, by })
  }

  app.patch<{ Params: { id: string }; Body: Changes }>(
    '/api/tenants/:id',
    {
      ...superadmin,
      schema: {
        tags: ['tenants'],
        summary: 'Changes, moves, suspends or reopens a tenant',
        params: byId,
        body: changes,
        response: { 200: tenantSchema },
      },
    },
    (request) => change(request, request.body),
  )

  // react-admin sends the whole record back.
  app.put<{ Params: { id: string }; Body: Changes }>(
    '/api/tenants/:id',
    {
      ...superadmin,
      schema: {
        tags: ['tenants'],
        params: byId,
        body: Type.Composite([Type.Partial(tenantSchema), Type.Object({ version })]),
        response: { 200: tenantSchema },
      },
    },
    (request) =>
      change(
        request,
        Object.fromEntries(Object.entries(request.body).filter(([name]) => name in changes.properties)) as Changes,
      ),
  )
}

function required<T>(found: T | null): T {
  if (found === null) throw tenantNotFound()
  return found
}

function parsed<T>(text: string | undefined, path: string, fallback: T): T {
  if (text === undefined) return fallback
  try {
    return (JSON.parse(text) as T) ?? fallback
  } catch {
    throw badQuery({}, [{ path, code: 'validation.json' }])
  }
}

function isFilter(value: unknown): value is { q?: string; id?: string[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { q, id } = value as { q?: unknown; id?: unknown }
  const isSoundText = q === undefined || (typeof q === 'string' && isStorable(q))
  return isSoundText && (id === undefined || (Array.isArray(id) && id.every(isUuid)))
}

function isRange(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return false
  const [from, to] = value as [number, number]
  return from >= 0 && to >= from && to <= 1_000_000
}
