import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sendAll } from '../../http/page.ts'
import { seesJournal } from '../../people/sign-ins.ts'
import { journalForbidden } from '../errors.ts'
import { journalEvents } from '../journal.ts'
import { callerOf, clearSessionCookie, type IdentityRoutesOptions, requireSession } from './deps.ts'
import { nullable } from './schemas.ts'

const text = nullable(Type.String())
const sessionSchema = Type.Object({
  id: Type.String(),
  createdAt: Type.String(),
  seenAt: Type.String(),
  ip: text,
  agent: text,
  current: Type.Boolean(),
})
const entrySchema = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  event: Type.Unsafe<(typeof journalEvents)[number]>({ type: 'string', enum: journalEvents }),
  userId: text,
  name: text,
  email: text,
  tenantId: text,
  ip: text,
  agent: text,
  by: text,
  reason: text,
  way: text,
})

export function sessionRoutes(app: FastifyInstance, { identity, secure }: IdentityRoutesOptions): void {
  const { sessions } = identity

  app.get(
    '/api/auth/sessions',
    {
      config: { access: 'signedIn' },
      schema: { tags: ['auth'], summary: 'Where one is signed in', response: { 200: Type.Array(sessionSchema) } },
    },
    async (request, reply) => {
      const { userId, sessionId } = await requireSession(identity, request)
      return sendAll(reply, 'sessions', await sessions.list(userId, sessionId))
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/auth/sessions/:id',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['auth'],
        summary: 'Ends one of the own sessions',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 200: Type.Object({ id: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = await requireSession(identity, request)
      const { id } = request.params
      await sessions.end(userId, id, 'revoked', callerOf(request))
      if (id === sessionId) clearSessionCookie(reply, secure)
      return { id }
    },
  )

  app.get(
    '/api/auth/journal',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['auth'],
        summary: 'How one came and went oneself, the newest 200',
        response: { 200: Type.Array(entrySchema) },
      },
    },
    async (request) => identity.ownJournal((await requireSession(identity, request)).userId),
  )

  app.get(
    '/api/login-journal',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['auth'],
        summary: 'The newest 200 logins, logouts and failures',
        response: { 200: Type.Array(entrySchema) },
      },
    },
    async (request, reply) => {
      const { superadmin } = await requireSession(identity, request)
      const entries = await identity.journal(superadmin ? null : await administeredTenant(request))
      return sendAll(reply, 'login-journal', entries)
    },
  )
}

/** Who may change every person of a tenant sees how they come and go. */
async function administeredTenant(request: Parameters<typeof requireSession>[1]): Promise<string> {
  const context = await request.contextSource(true)
  if (!seesJournal(context)) throw journalForbidden()
  return context.tenant.id
}
