import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { Installation } from '@guildhall/sdk'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  LogController,
} from 'fastify'
import type { Installed } from '../plugins/host.ts'
import type { Engine } from '../records/engine.ts'
import { traceRequests } from '../telemetry/requests.ts'
import type { Tracing } from '../telemetry/tracing.ts'
import { decideAccess, refuseUndeclared } from './access.ts'
import { featureOf } from './feature.ts'
import { type Identification, identifyRequests } from './identify.ts'
import { late } from './late.ts'
import { logAnswers } from './logging.ts'
import { type MetricsOptions, measure } from './metrics.ts'
import { collectRoutes } from './openapi/collect.ts'
import { openapiRoutes } from './openapi/routes.ts'
import { sendProblem, sendUnknownRoute } from './problem.ts'
import { type ProtectionOptions, protect } from './protection.ts'
import { tellByField } from './schema-errors.ts'
import { throttleStrangers } from './throttle.ts'
import { refuseUnstorable } from './unstorable.ts'
import './request.ts'

export interface AppOptions {
  readonly engine: Engine
  readonly installed: Installed
  readonly identification: Identification
  /** Areas of the core that bring routes of their own. */
  readonly areas: readonly FastifyPluginCallback[]
  readonly logger?: FastifyBaseLogger
  readonly trustProxy?: boolean | string | string[] | ((address: string, hop: number) => boolean)
  readonly bodyLimit?: number
  /** What the installation lends to a plugin, by its name. */
  readonly lendTo: (plugin: string) => Installation
  readonly protection?: ProtectionOptions
  /** Requests a minute from one address that nobody is signed in for; 600 unless given. */
  readonly strangersPerMinute?: number
  readonly metrics?: MetricsOptions
  readonly tracing?: Tracing | undefined
}

/** The Fastify app: who asks, what each route demands, the resources, the areas, the plugins' own routes. */
export function buildApp(options: AppOptions): FastifyInstance {
  const { engine, installed, identification, areas } = options
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : {}),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    genReqId: nextRequestId,
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    // A request must have arrived within these; how long it takes to answer is another matter.
    requestTimeout: 60_000,
    http: { headersTimeout: 15_000 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read: nobody has been asked for yet.
    frameworkErrors(error, request, reply) {
      request.translator = async () => identification.anonymousTranslator(request.headers['accept-language'])
      void sendProblem(error, request, reply)
    },
    schemaController: { compilersFactory: late },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true, strict: false } },
  })
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler(sendUnknownRoute)
  tellByField(app)
  refuseUndeclared(app)
  const described = collectRoutes(app)
  if (options.tracing) traceRequests(app, options.tracing)
  protect(app, options.protection)
  app.register(cookie)
  identifyRequests(app, identification)
  logAnswers(app)
  throttleStrangers(app, options.strangersPerMinute ?? 600)
  decideAccess(app)
  refuseUnstorable(app)
  if (options.metrics) measure(app, options.metrics)
  app.register(openapiRoutes({ routes: described, installed, identification }))
  for (const area of areas) app.register(area)
  for (const plugin of installed.plugins)
    app.register(featureOf({ engine, installed, identification, installation: options.lendTo(plugin.name) }, plugin))
  return app
}

/** Unlike any other's of this installation: a part drawn at the start, and a count. */
const drawn = randomBytes(9).toString('base64url')
let count = 0
const nextRequestId = () => `${drawn}-${(++count).toString(36)}`
