import cors from '@fastify/cors'
import { defineError } from '@guildhall/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import helmet from 'helmet'
import { noteRequest } from '../work/give-way.ts'
import { policyOf } from './policy.ts'

const crossSite = defineError('http.cross_site', 403)

export interface ProtectionOptions {
  /** Where people find the installation; with https the browser is told to stay with it. */
  readonly publicUrl?: string | undefined
  /** Web sites whose pages may call the API from a browser, cookies included. */
  readonly corsOrigins?: readonly string[] | undefined
}

export const exposedHeaders = [
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Idempotency-Replayed',
  'Retry-After',
  'X-Next-Cursor',
  'X-Total-Exact',
]
const yearInSeconds = 31_536_000

/** What a browser must know and keep to: headers on every answer, and no writing on behalf of another web site. */
export function protect(app: FastifyInstance, options: ProtectionOptions = {}): void {
  const isSecure = options.publicUrl?.startsWith('https:') === true
  const origins = new Set((options.corsOrigins ?? []).map((each) => new URL(each).origin))
  const own = options.publicUrl ? new URL(options.publicUrl).origin : undefined
  const headers = {
    // Neither answers of the API nor addresses that open something belong into a search engine.
    'x-robots-tag': 'noindex, nofollow',
    ...headersOf({
      contentSecurityPolicy: { useDefaults: false, directives: policyOf(isSecure) },
      crossOriginEmbedderPolicy: false,
      crossOriginResourcePolicy: { policy: 'same-site' },
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: isSecure ? { maxAge: yearInSeconds, includeSubDomains: false } : false,
    }),
  }
  app.addHook('onRequest', (_, reply, done) => {
    noteRequest()
    reply.headers(headers)
    done()
  })
  if (origins.size > 0)
    app.register(cors, {
      origin: [...origins],
      credentials: true,
      exposedHeaders,
      methods,
      maxAge: 600,
      strictPreflight: false,
    })
  app.addHook('onRequest', async (request) => refuseCrossSite(request, own, origins))
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a request comes from, by Sec-Fetch-Site (W3C Fetch Metadata) or at least by Origin; one that changes something
 * must come from our own pages or from a web site that was allowed. Programs that are no browser say neither, and carry no one's cookies.
 */
function refuseCrossSite(request: FastifyRequest, own: string | undefined, allowed: ReadonlySet<string>): void {
  if (reading.has(request.method)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined && site === undefined) return
  if (site === 'same-origin' || (site === 'none' && origin === undefined)) return
  if (origin !== undefined && (origin === own || allowed.has(origin))) return
  // An older browser: all we have is the origin, and where it thinks it is.
  if (site === undefined && origin === `${request.protocol}://${request.host}`) return
  throw crossSite({ origin: origin?.slice(0, 200) ?? '' })
}

/** They are the same for every answer, so they are reckoned once. */
function headersOf(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const headers: Record<string, string> = {}
  const response = {
    setHeader: (name: string, value: string) => Object.assign(headers, { [name.toLowerCase()]: value }),
    removeHeader: () => {},
  }
  helmet(options)({} as never, response as never, (error) => {
    if (error) throw error
  })
  return headers
}
