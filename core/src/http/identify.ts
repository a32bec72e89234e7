import { defineError } from '@guildhall/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Translator } from '../i18n/translator.ts'
import type { Context } from '../records/context.ts'
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
  contextFor(wanted: { userId: string; tenantSlug?: string; requestId: string; fresh: boolean }): Promise<Context>
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
  app.addHook('onRequest', async (request) => {
    const look = lookOf(request)
    const token = request.cookies[identification.cookieName]
    if (!token) return
    request.signedIn = await identification.resolveSession(token)
    if (!request.signedIn) return
    const slug = request.headers['x-tenant']
    let known: Context | null = null
    let isCounted = false
    request.contextSource = async (fresh) => {
      if (known && !fresh) return known
      const signedIn = fresh ? await identification.resolveSession(token, { fresh: true }) : request.signedIn
      request.signedIn = signedIn
      if (!signedIn) throw unauthenticated()
      known = await identification.contextFor({
        userId: signedIn.userId,
        ...(typeof slug === 'string' && slug !== '' && { tenantSlug: slug }),
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

/** The ticket of a look, on routes that can be seen as another; elsewhere everybody is himself. @throws 403 */
function lookOf({ headers, method, routeOptions }: FastifyRequest): string | null {
  const ticket = headers['x-see-as']
  if (typeof ticket !== 'string' || ticket === '') return null
  if (method !== 'GET' && method !== 'HEAD') throw lookOnly()
  const { seeAs } = routeOptions.config
  if (seeAs === 'refused') throw notInLook()
  return seeAs === 'seen' ? ticket : null
}
