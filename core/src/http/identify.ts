import { DomainError, defineError } from '@guildhall/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Acting } from '../acting/acting.ts'
import type { ContextActing } from '../acting/context.ts'
import { actingToken, clearActingCookie } from '../acting/cookie.ts'
import { actingElsewhere, actingOver } from '../acting/errors.ts'
import type { Translator } from '../i18n/translator.ts'
import { keyElsewhere } from '../keys/errors.ts'
import type { Key } from '../keys/ring.ts'
import type { SignedRequest } from '../keys/signed.ts'
import { bearerKey } from '../keys/token.ts'
import type { Context } from '../records/context.ts'
import { isSigned } from '../signatures/read.ts'
import { countRequest } from '../tenancy/quotas/by-time.ts'
import { unauthenticated } from './access.ts'
import type { SignedIn } from './request.ts'

/** Who looks in another's place changes nothing. */
const lookOnly = defineError('access.look_only', 403)
/** What a plugin answers of its own accord cannot be told as another would hear it. */
const notInLook = defineError('access.not_in_look', 403)

/** What the app needs to know of identity and tenancy. */
export interface Identification {
  readonly cookieName: string
  /** Who holds this token; `fresh` passes over what is remembered. */
  resolveSession(token: string, options?: { fresh?: boolean }): Promise<SignedIn | null>
  /** Whose key this is. @throws 401, 429 */
  resolveKey(token: string, ip: string, options?: { fresh?: boolean }): Promise<Key>
  /** By whose key a request is signed. */
  keyOfSigned(request: SignedRequest, ip: string): (fresh: boolean) => Promise<Key>
  /** Who acts for somebody by this token, in this session of his own. */
  resolveActing(token: string, sessionId: string, options?: { fresh?: boolean }): Promise<Acting | null>
  contextActing: ContextActing
  /** What a plugin's own door for strangers is answered in. @throws 404 where it is off, or nobody may come in */
  contextAtDoor(tenantSlug: string, plugin: string, fresh: boolean): Promise<Context>
  contextFor(wanted: {
    userId: string
    tenantSlug?: string
    key?: Key | undefined
    acceptLanguage?: string | undefined
    requestId: string
    fresh: boolean
  }): Promise<Context>
  /** The same as another would have it; see core/src/tenancy/seeing.ts. @throws 403 */
  contextSeen(looking: Context, ticket: string): Promise<Context>
  /** Texts for somebody of whom only the Accept-Language header is known. */
  anonymousTranslator(acceptLanguage: string | undefined): Translator
}

/** Finds out who asks and in which tenant, from memory where it can; rights that were overtaken are looked up again. */
export function identifyRequests(app: FastifyInstance, identification: Identification): void {
  const nobody = async (): Promise<Context> => {
    throw unauthenticated()
  }
  app.decorateRequest('signedIn', null)
  app.decorateRequest('tenantId', null)
  app.decorateRequest('contextSource', nobody)
  app.decorateRequest('translator', async function translator(this: { headers: Record<string, unknown> }) {
    return identification.anonymousTranslator(String(this.headers['accept-language'] ?? '') || undefined)
  })
  app.addHook('onRequest', async (request, reply) => {
    const look = lookOf(request)
    const resolve = credentialOf(identification, request)
    if (!resolve) return
    request.signedIn = await resolve(false).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === actingOver.code) clearActingCookie(reply, 'auto')
      throw error
    })
    if (!request.signedIn) return
    const slug = request.headers['x-tenant'] ?? inAddress(request)
    let known: Context | null = null
    let isCounted = false
    request.contextSource = async (fresh) => {
      if (known && !fresh) return known
      const signedIn = fresh ? await resolve(true) : request.signedIn
      request.signedIn = signedIn
      if (!signedIn) throw unauthenticated()
      const { userId, key, acting } = signedIn
      const wanted = typeof slug === 'string' && slug !== '' ? slug : (key ?? acting)?.tenant.slug
      if (key && wanted !== key.tenant.slug) throw keyElsewhere()
      if (acting && wanted !== acting.tenant.slug) throw actingElsewhere()
      known = acting
        ? await identification.contextActing(acting, request.id, fresh)
        : await identification.contextFor({
            userId,
            ...(wanted && { tenantSlug: wanted }),
            key,
            // Who reads by a link is another than whose key it is.
            ...(key?.publicKey && { acceptLanguage: request.headers['accept-language'] }),
            requestId: request.id,
            fresh,
          })
      request.tenantId = known.tenant.id
      if (known.quotas?.requestsPerMinute !== undefined && !isCounted) {
        const refusal = countRequest(known)
        if (refusal && !fresh) return request.contextSource(true)
        if (refusal) throw refusal
        isCounted = true
      }
      if (look) known = await identification.contextSeen(known, look)
      return known
    }
    request.translator = () =>
      request.contextSource(false).then(
        ({ translate }) => translate,
        () => identification.anonymousTranslator(request.headers['accept-language']),
      )
  })
}

function inAddress({ routeOptions, query }: FastifyRequest): unknown {
  return routeOptions.config.tenantInAddress ? (query as Record<string, unknown>).tenant : undefined
}

/** A key that is sent, or signed with, is what counts: beside a cookie it narrows what may be done, and a wrong one never falls back to the cookie. */
function credentialOf(
  identification: Identification,
  request: FastifyRequest,
): ((fresh: boolean) => Promise<SignedIn | null>) | null {
  const { cookies, routeOptions } = request
  const byKey = keyOf(identification, request)
  if (byKey)
    return async (fresh) => {
      const key = await byKey(fresh)
      return { userId: key.userId, sessionId: null, superadmin: false, key }
    }
  const token = cookies[identification.cookieName]
  const acting = routeOptions.config.access === 'public' ? undefined : actingToken({ cookies })
  if (!token) return null
  return async (fresh) => {
    const session = await identification.resolveSession(token, { fresh })
    return session?.sessionId && acting ? actingFor(identification, session.sessionId, acting, fresh) : session
  }
}

/** Where nobody is asked who he is a key is not looked at, unless the route says so. */
function keyOf(
  { resolveKey, keyOfSigned }: Identification,
  { headers, ip, method, host, raw, routeOptions: { config } }: FastifyRequest,
): ((fresh: boolean) => Promise<Key>) | null {
  if (config.access === 'public' && config.keys !== 'accepted') return null
  if (isSigned(headers)) return keyOfSigned({ method, host, target: raw.url ?? '', headers }, ip)
  const sent = bearerKey(headers.authorization)
  return sent === null ? null : (fresh) => resolveKey(sent, ip, { fresh })
}

const comesWithKey = ({ headers }: FastifyRequest) => isSigned(headers) || bearerKey(headers.authorization) !== null

/** Once it is over it is not silently somebody else who goes on with what was begun. @throws 401 */
async function actingFor(
  { resolveActing }: Identification,
  sessionId: string,
  token: string,
  fresh: boolean,
): Promise<SignedIn> {
  const acting = await resolveActing(token, sessionId, { fresh })
  if (!acting) throw actingOver()
  return { userId: acting.userId, sessionId, superadmin: false, acting }
}

/** The ticket of a look, on routes that can be seen as another; elsewhere everybody is himself. @throws 403 */
function lookOf(request: FastifyRequest): string | null {
  const { headers, cookies, method, routeOptions } = request
  const ticket = headers['x-see-as']
  if (typeof ticket !== 'string' || ticket === '') return null
  if (method !== 'GET' && method !== 'HEAD') throw lookOnly()
  const { seeAs } = routeOptions.config
  if (seeAs === 'refused' || comesWithKey(request) || actingToken({ cookies })) throw notInLook()
  return seeAs === 'seen' ? ticket : null
}
