import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { tellByField } from '../http/schema-errors.ts'
import type { Identity } from '../identity/identity.ts'
import { callerOf, requireSession } from '../identity/routes/deps.ts'
import type { Engine } from '../records/engine.ts'
import { transact } from '../records/transact.ts'
import type { Plans } from '../tenancy/plans.ts'
import { beginActing, stopActing } from './begin.ts'
import { clearActingCookie, setActingCookie } from './cookie.ts'
import '../http/request.ts'

export interface ActingRoutesOptions {
  readonly engine: Engine
  readonly identity: Identity
  readonly plans: Plans
  /** The public address is https. */
  readonly secure: boolean
}

/** Beginning to act for a person, and ending it. */
export function actingRoutes({ engine, identity, plans, secure }: ActingRoutesOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    app.post<{ Body: { person: string; reason: string } }>(
      '/api/access/acting',
      {
        config: { access: 'signedIn', acting: 'refused' },
        schema: {
          tags: ['access'],
          operationId: 'beginActing',
          summary: 'core:openapi.access.beginActing',
          body: bodySchema,
          response: { 201: Type.Object({ until: Type.String() }) },
        },
      },
      async (request, reply) => {
        const { sessionId, user } = await requireSession(identity, request)
        const { token, until } = await transact(engine, request.contextSource, (operation) =>
          beginActing(operation, plans, request.body, { sessionId, name: user.name, caller: callerOf(request) }),
        )
        setActingCookie(reply, token, secure)
        return reply.code(201).send({ until })
      },
    )
    app.delete(
      '/api/access/acting',
      {
        config: { access: 'signedIn' },
        schema: {
          tags: ['access'],
          operationId: 'endActing',
          summary: 'core:openapi.access.endActing',
          response: { 200: Type.Object({}) },
        },
      },
      async (request, reply) => {
        await transact(engine, request.contextSource, (operation) => stopActing(operation, callerOf(request)))
        clearActingCookie(reply, secure)
        return reply.send({})
      },
    )
    done()
  }
}

const bodySchema = Type.Object(
  { person: Type.String({ format: 'uuid' }), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)
