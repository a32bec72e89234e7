import { DomainError, Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import '../http/request.ts'
import { tellByField } from '../http/schema-errors.ts'
import { requireSwitch } from '../plugins/switching.ts'
import type { Engine } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import type { Tenant } from '../tenancy/tenants.ts'
import { type Branding, type BrandingChanges, brandingOf, changeBranding, guildhallsOwn, logoOf } from './branding.ts'
import { largestLogo } from './logo.ts'
import { webManifest } from './web-manifest.ts'

export interface BrandingDeps {
  readonly engine: Engine
  readonly tenancy: Tenancy
}

const text = Type.Unsafe<string | null>({ type: ['string', 'null'] })
const brandingSchema = Type.Object({ name: text, color: text, logo: text, isPublic: Type.Boolean() })
const changes = Type.Object(
  {
    name: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Null()])),
    color: Type.Optional(Type.Union([Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }), Type.Null()])),
    isPublic: Type.Optional(Type.Boolean()),
    logo: Type.Optional(
      Type.Union([
        Type.String({ maxLength: Math.ceil(largestLogo / 3) * 4 + 1000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
        Type.Null(),
      ]),
    ),
  },
  { additionalProperties: false },
)
/** Of who is not named, of who is unknown and of who does not show himself the same is told. */
const shownSchema = Type.Object({ slug: text, name: text, color: text, logo: text })
const params = Type.Object({ slug: Type.String({ maxLength: 63 }) })

/** How the tenant one is in looks, and what of it strangers see. */
export function brandingRoutes(deps: BrandingDeps): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    own(app, deps)
    shown(app, deps)
    done()
  }
}

const schema = (operationId: string, more: object) => ({
  tags: ['branding'],
  operationId,
  summary: `core:openapi.branding.${operationId}`,
  ...more,
})

function own(app: FastifyInstance, { engine: { database } }: BrandingDeps): void {
  const path = '/api/tenant/branding'
  const config = { access: 'signedIn' as const }
  app.get(path, { config, schema: schema('ownBranding', { response: { 200: brandingSchema } }) }, async (request) =>
    brandingOf(database, (await request.contextSource(true)).tenant.id),
  )
  app.patch<{ Body: BrandingChanges }>(
    path,
    { config, schema: schema('changeBranding', { body: changes, response: { 200: brandingSchema } }) },
    async (request) => {
      const context = await request.contextSource(true)
      requireSwitch(context)
      return changeBranding(database, context, request.body)
    },
  )
}

function shown(app: FastifyInstance, { engine: { database }, tenancy }: BrandingDeps): void {
  const config = { access: 'public' as const }

  /** A tenant that shows itself to strangers, or whose people ask. */
  async function visible(request: FastifyRequest, tenant: Tenant | null): Promise<Branding | null> {
    if (!tenant || tenant.status === 'purging') return null
    const branding = await brandingOf(database, tenant.id)
    if (branding.isPublic && tenant.status === 'active') return branding
    return (await isWithin(request, tenant.slug)) ? branding : null
  }

  async function isWithin({ signedIn, id }: FastifyRequest, tenantSlug: string): Promise<boolean> {
    if (!signedIn) return false
    try {
      await tenancy.contextFor({ userId: signedIn.userId, tenantSlug, requestId: id, fresh: true })
      return true
    } catch (error) {
      if (error instanceof DomainError) return false
      throw error
    }
  }

  app.get<{ Querystring: { at?: string } }>(
    '/api/brands',
    {
      config,
      schema: schema('brandHere', {
        querystring: Type.Object(
          { at: Type.Optional(Type.String({ maxLength: 63 })) },
          { additionalProperties: false },
        ),
        response: { 200: shownSchema },
      }),
    },
    async (request, reply) => {
      const { at } = request.query
      const tenant = await tenancy.tenants.find(at ? { slug: at } : { host: request.hostname })
      const branding = await visible(request, tenant)
      reply.header('cache-control', 'private, no-cache').header('vary', 'cookie, host')
      const { name, color, logo } = branding ?? guildhallsOwn
      return branding
        ? { slug: tenant?.slug ?? null, name: name ?? tenant?.name ?? null, color, logo }
        : { slug: null, name, color, logo }
    },
  )

  app.get<{ Params: { slug: string } }>(
    '/api/brands/:slug/logo',
    { config, schema: schema('logo', { params, produces: ['image/*'] }) },
    async (request, reply) => {
      const tenant = await tenancy.tenants.find({ slug: request.params.slug })
      const branding = await visible(request, tenant)
      const logo = tenant && branding?.logo ? await logoOf(database, tenant.id) : null
      if (!logo) throw notFound()
      const etag = `"${logo.hash}"`
      reply
        .header('etag', etag)
        .header('cache-control', branding?.isPublic ? 'public, max-age=300' : 'private, max-age=300')
        // Whatever is drawn in it, it runs nothing and asks nobody.
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('content-disposition', 'inline; filename="logo"')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type(logo.type).send(logo.bytes)
    },
  )

  app.get<{ Params: { slug: string } }>(
    '/api/brands/:slug/app.webmanifest',
    { config, schema: schema('webManifest', { params, produces: ['application/manifest+json'] }) },
    async (request, reply) => {
      const { slug } = request.params
      const tenant = await tenancy.tenants.find({ slug })
      const branding = await visible(request, tenant)
      if (!tenant || !branding) throw notFound()
      reply.header('cache-control', 'private, no-cache').type('application/manifest+json; charset=utf-8')
      return reply.serializer(JSON.stringify).send(webManifest(tenant, branding, await logoOf(database, tenant.id)))
    },
  )
}
