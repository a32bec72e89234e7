import type { Identification } from '../http/identify.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { sessionCookie } from '../identity/cookie.ts'
import type { Identity } from '../identity/identity.ts'
import { notFound } from '../records/errors.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'

/** How a request says who asks: a session, a key, a signature, acting or looking. */
export function identificationOf(identity: Identity, tenancy: Tenancy, vocabulary: Vocabulary): Identification {
  return {
    cookieName: sessionCookie,
    async resolveSession(token, options) {
      const session = await identity.resolveSession(token, options)
      return session && { userId: session.user.id, sessionId: session.sessionId, superadmin: session.user.superadmin }
    },
    resolveKey: identity.keys.resolve,
    keyOfSigned: identity.keys.ofSigned,
    resolveActing: identity.actings.resolve,
    contextActing: tenancy.contextActing,
    async contextAtDoor(slug, plugin, fresh) {
      const tenant = await tenancy.tenants.find({ slug })
      if (tenant?.status !== 'active') throw notFound()
      return tenancy.contextForPlugin(tenant.id, plugin, { fresh })
    },
    contextFor: (wanted) => tenancy.contextFor(wanted),
    contextSeen: (looking, ticket) => tenancy.contextSeen(looking, ticket),
    anonymousTranslator: (acceptLanguage) => vocabulary.translator(vocabulary.negotiate(acceptLanguage)),
  }
}
