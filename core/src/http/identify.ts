import type { FastifyInstance } from 'fastify'
import type { Translator } from '../i18n/translator.ts'
import type { Context } from '../records/context.ts'
import { unauthenticated } from './access.ts'
import type { SignedIn } from './request.ts'

/** What the app needs to know of identity and tenancy. */
export interface Identification {
  readonly cookieName: string
  /** Who holds this token; `fresh` passes over what is remembered. */
  resolveSession(token: string, options?: { fresh?: boolean }): Promise<SignedIn | null>
  contextFor(wanted: { userId: string; tenantSlug?: string; requestId: string; fresh: boolean }): Promise<Context>
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
    const token = request.cookies[identification.cookieName]
    if (!token) return
    request.signedIn = await identification.resolveSession(token)
    if (!request.signedIn) return
    const slug = request.headers['x-tenant']
    let known: Context | null = null
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
      return known
    }
    request.translator = () =>
      request.contextSource(false).then(
        ({ translate }) => translate,
        () => identification.anonymousTranslator(request.headers['accept-language']),
      )
  })
}
