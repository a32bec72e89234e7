import { join } from 'node:path'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { actingRoutes } from '../acting/routes.ts'
import { brandingRoutes } from '../branding/routes.ts'
import { customFieldRoutes } from '../custom-fields/routes.ts'
import { settling } from '../custom-fields/settle.ts'
import { createLiveStream, eventRoutes } from '../events/index.ts'
import { buildApp } from '../http/app.ts'
import { httpAreas } from '../http/areas.ts'
import { backofficeRoutes, hasBackoffice } from '../http/backoffice/routes.ts'
import { migrationRoutes } from '../http/migration-routes.ts'
import { removalRoutes } from '../http/removal-routes.ts'
import { roleRoutes } from '../http/role-routes.ts'
import { identityRoutes } from '../identity/routes.ts'
import { importRoutes } from '../imports/routes.ts'
import { usualPolicy } from '../keys/policy.ts'
import { keyRoutes } from '../keys/routes.ts'
import { linkRoutes } from '../links/routes.ts'
import { inboxRoutes } from '../mail/inbox-routes.ts'
import { holdingsRoute } from '../people/holdings-route.ts'
import { signInRoutes } from '../people/sign-ins.ts'
import { readAdminModules } from '../plugins/admin-modules.ts'
import { ownPrivacyRoutes } from '../privacy/own-routes.ts'
import { privacyRoutes } from '../privacy/routes.ts'
import { registrationRoutes } from '../registration/routes.ts'
import { archiveRoutes } from '../tenancy/archive/routes.ts'
import { deletionRoutes } from '../tenancy/deletion/routes.ts'
import { quotaRoutes } from '../tenancy/quotas/routes.ts'
import { tenancyRoutes } from '../tenancy/routes.ts'
import type { Foundation } from './foundation.ts'
import { hasWorker, isAnswering } from './health.ts'
import { identificationOf } from './identification.ts'
import type { PlatformOptions } from './options.ts'
import type { Services } from './services.ts'

/** The server with every route, ready to listen. */
export async function openDoors(
  options: PlatformOptions,
  foundation: Foundation,
  services: Services,
): Promise<FastifyInstance> {
  const { installed, figures, engine, vocabulary } = foundation
  const { logger, tracing, publicUrl, backoffice, trustProxy } = options
  const { inboxDir, smtpUrl } = options.mail
  const identification = identificationOf(services.identity, services.tenancy, vocabulary)
  const { events } = services
  const app = buildApp({
    ...{ engine, installed, identification, logger, tracing, lendTo: foundation.lendTo },
    areas: [
      ...areasOf(options, foundation, services),
      ...httpAreas({
        ...{ engine, installed, vocabulary, identification },
        modules: readAdminModules(options.plugins),
        log: logger,
        help: join(options.root, 'docs/help'),
        checks: { events: () => isAnswering(events) },
        beside: { worker: () => hasWorker(events) },
      }),
    ],
    metrics: { figures, token: options.metricsToken, collect: options.collectMetrics },
    protection: { publicUrl, corsOrigins: options.corsOrigins },
    ...(trustProxy !== undefined && { trustProxy }),
  })
  if (!smtpUrl)
    app.register(inboxRoutes, {
      inboxDir,
      translator: (request) => vocabulary.translator(vocabulary.negotiate(request.headers['accept-language'])),
    })
  if (backoffice && hasBackoffice(backoffice))
    app.register(backofficeRoutes({ folder: backoffice, isSecure: isSecure(options) }))
  await app.ready()
  return app
}

/** What the core offers over HTTP besides records. */
function areasOf(options: PlatformOptions, foundation: Foundation, services: Services): FastifyPluginCallback[] {
  const { installed, engine, onError } = foundation
  const { tenancy, identity, events, privacy } = services
  const { appUrl, ownerUrl, keyPolicy = usualPolicy } = options
  const { plans } = tenancy
  const secure = isSecure(options)
  const stream = createLiveStream({ events, registry: installed.registry, log: options.logger })
  const settle = settling(engine, (tenantId) => tenancy.asSystem(tenantId, 'fields.settled'))
  return [
    eventRoutes({ events, stream }),
    identityRoutes({ identity, tenancy, secure }),
    keyRoutes({ engine, identity, policy: keyPolicy }),
    actingRoutes({ engine, identity, plans, secure }),
    tenancyRoutes({ tenancy }),
    archiveRoutes({ tenancy, archives: services.archives }),
    deletionRoutes({ tenancy, deletions: services.deletions }),
    ownPrivacyRoutes({ engine, identity, tenancy, privacy }),
    privacyRoutes({ engine, identity, tenancy, privacy }),
    quotaRoutes({ tenancy, quotas: services.quotas }),
    holdingsRoute({ engine }),
    signInRoutes({ engine, plans: () => plans }),
    importRoutes({ engine, imports: services.imports }),
    roleRoutes({ engine, installed, plans }),
    customFieldRoutes({
      engine,
      settle: (tenantId, field) => {
        settle(tenantId, field).catch(onError)
      },
    }),
    migrationRoutes({ engine, appUrl, ownerUrl, sources: services.sources }),
    brandingRoutes({ engine, tenancy }),
    registrationRoutes({ registration: services.registration, presets: services.presets }),
    removalRoutes({ engine, removals: services.removals }),
    linkRoutes({ engine, links: services.links }),
  ]
}

const isSecure = ({ publicUrl }: PlatformOptions) => publicUrl.startsWith('https:')
