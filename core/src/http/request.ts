import type { Acting } from '../acting/acting.ts'
import type { Translator } from '../i18n/translator.ts'
import type { Key } from '../keys/ring.ts'
import type { ContextSource } from '../records/transact.ts'

/** Who is behind a session cookie or key. */
export interface SignedIn {
  readonly userId: string
  /** Null for who came with a key. */
  readonly sessionId: string | null
  /** Who comes with a key never runs the installation. */
  readonly superadmin: boolean
  readonly key?: Key
  /** Set for who acts for the user; the session is his own. */
  readonly acting?: Acting
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for the anonymous. */
    signedIn: SignedIn | null
    /** The tenant the request turned out to be in; null as long as nobody asked. */
    tenantId: string | null
    /** The scope's base for this request's tenant; refuses with 401 where nobody is signed in. */
    contextSource: ContextSource
    /** Texts in the caller's language, known even where no tenant is. */
    translator: () => Promise<Translator>
  }
  interface FastifySchema {
    tags?: readonly string[]
    operationId?: string
    summary?: string
    description?: string
    /** Left out of the description of the API. */
    hide?: boolean
    /** Media types of the answer besides JSON. */
    produces?: readonly string[]
  }
}
