import type { FastifyReply, FastifyRequest } from 'fastify'
import { actingToken, clearActingCookie } from '../../acting/cookie.ts'
import { actingNot } from '../../acting/errors.ts'
import type { Tenancy } from '../../tenancy/tenancy.ts'
import { clearSessionCookie, sessionToken, setSessionCookie } from '../cookie.ts'
import type { SignedIn } from '../entrance.ts'
import { notSignedIn } from '../errors.ts'
import type { Identity } from '../identity.ts'
import type { Caller } from '../journal.ts'
import type { Session } from '../sessions.ts'

export interface IdentityRoutesOptions {
  readonly identity: Identity
  readonly tenancy: Tenancy
  /** The public address is https. */
  readonly secure: boolean
}

export function callerOf(request: FastifyRequest): Caller {
  return { ip: request.ip, agent: request.headers['user-agent']?.slice(0, 300) ?? null }
}

/** Whose session it is, as the database has it now: what is done to a login does not rest on memory. Nobody does it for another. @throws 401, 403 */
export async function requireSession(identity: Identity, request: FastifyRequest): Promise<Session> {
  if (request.signedIn?.acting) throw actingNot()
  const token = sessionToken(request)
  const session = token ? await identity.resolveSession(token, { fresh: true }) : null
  if (!session) throw notSignedIn()
  return session
}

/** Ends the session the browser came with, if any, and begins another: a token from before a login never becomes one after it. */
export async function beginSession(
  { identity, secure }: IdentityRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  signIn: (caller: Caller) => Promise<SignedIn>,
): Promise<SignedIn> {
  const signedIn = await signIn(callerOf(request))
  await endSession(identity, request)
  setSessionCookie(reply, signedIn.token, secure)
  if (actingToken(request)) clearActingCookie(reply, secure)
  return signedIn
}

export async function endSession(identity: Identity, request: FastifyRequest): Promise<void> {
  const token = sessionToken(request)
  const session = token ? await identity.resolveSession(token, { fresh: true }) : null
  if (session)
    await identity.sessions.end(session.userId, session.sessionId, 'logout', callerOf(request)).catch(() => {})
}

export { clearSessionCookie }
