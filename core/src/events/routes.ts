import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { parsePage, sendPage } from '../http/page.ts'
import type { Context } from '../records/context.ts'
import { notFound } from '../records/errors.ts'
import { discardDeadLetter, findDeadLetter, listDeadLetters } from './dead-letters.ts'
import { listToldEvents } from './delivery-list.ts'
import { administratorsOnly, unknownDeadLetter } from './errors.ts'
import type { Events } from './events.ts'
import { describeJobs, findRun, listRuns } from './job-list.ts'
import type { LiveStream } from './stream.ts'
import '../http/request.ts'

export interface EventRoutesOptions {
  readonly events: Events
  readonly stream: LiveStream
  /** Who looks after a tenant's jobs and dead letters; whoever may change all its roles unless given. */
  mayOperate?(context: Context): boolean
}

const operators = { access: { resource: 'roles', action: 'update' } } as const
const tags = ['operations']
const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const listQuery = Type.Object({
  range: Type.Optional(Type.String()),
  sort: Type.Optional(Type.String()),
  filter: Type.Optional(Type.String()),
})

/** The live stream, and an administrator's view of what waits, runs and failed. */
export function eventRoutes({ events, stream, mayOperate = changesRoles }: EventRoutesOptions): FastifyPluginCallback {
  const operator = async (request: FastifyRequest): Promise<Context> => {
    const context = await request.contextSource(true)
    if (!mayOperate(context)) throw administratorsOnly()
    return context
  }

  return (app, _, done) => {
    // Otherwise a stop would wait for readers who stay.
    app.addHook('preClose', async () => stream.close())

    app.get(
      '/api/stream',
      { config: { access: 'signedIn', keys: 'accepted' }, schema: { tags, operationId: 'stream' } },
      async (request, reply) => {
        const given = request.headers['last-event-id']
        const readable = await stream.open(
          request.contextSource,
          typeof given === 'string' && given !== '' ? given : undefined,
        )
        return reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-cache, no-store, no-transform')
          .header('x-accel-buffering', 'no')
          .send(readable)
      },
    )

    app.get(
      '/api/deliveries',
      { config: operators, schema: { tags, operationId: 'listDeliveries', querystring: listQuery } },
      async (request, reply) => {
        const context = await operator(request)
        const asked = parsePage(request.query)
        return sendPage(reply, 'deliveries', await listToldEvents(events, context, asked))
      },
    )
    app.get(
      '/api/dead-letters',
      { config: operators, schema: { tags, operationId: 'listDeadLetters', querystring: listQuery } },
      async (request, reply) => {
        const context = await operator(request)
        return sendPage(
          reply,
          'dead-letters',
          await listDeadLetters(events.database, context, parsePage(request.query)),
        )
      },
    )
    app.get<{ Params: { id: string } }>(
      '/api/dead-letters/:id',
      { config: operators, schema: { tags, operationId: 'getDeadLetter', params: idParams } },
      async (request) => {
        const found = await findDeadLetter(events.database, await operator(request), request.params.id)
        if (!found) throw unknownDeadLetter()
        return found
      },
    )
    app.post<{ Params: { id: string } }>(
      '/api/dead-letters/:id/retry',
      { config: operators, schema: { tags, operationId: 'retryDeadLetter', params: idParams } },
      async (request) => {
        const context = await operator(request)
        const found = await findDeadLetter(events.database, context, request.params.id)
        if (!found) throw unknownDeadLetter()
        await events.retryDeadLetter(context.tenant.id, found.id)
        return found
      },
    )

    app.delete<{ Params: { id: string } }>(
      '/api/dead-letters/:id',
      { config: operators, schema: { tags, operationId: 'discardDeadLetter', params: idParams } },
      async (request) => {
        const context = await operator(request)
        const found = await findDeadLetter(events.database, context, request.params.id)
        if (!found || !(await discardDeadLetter(events.database, context, found))) throw unknownDeadLetter()
        return found
      },
    )

    app.get(
      '/api/jobs',
      { config: operators, schema: { tags, operationId: 'listJobs', querystring: listQuery } },
      async (request, reply) => {
        const context = await operator(request)
        return sendPage(reply, 'jobs', await listRuns(events.database, context, parsePage(request.query)))
      },
    )
    app.get(
      '/api/jobs/definitions',
      { config: operators, schema: { tags, operationId: 'listJobDefinitions' } },
      async (request) => describeJobs(events.jobs, await operator(request)),
    )
    app.get<{ Params: { id: string } }>(
      '/api/jobs/:id',
      { config: operators, schema: { tags, operationId: 'getJob', params: idParams } },
      async (request) => {
        const found = await findRun(events.database, await operator(request), request.params.id)
        if (!found) throw notFound()
        return found
      },
    )
    app.post<{ Body: { plugin: string; job: string } }>(
      '/api/jobs',
      {
        config: operators,
        schema: {
          tags,
          operationId: 'runJob',
          body: Type.Object({ plugin: Type.String(), job: Type.String() }, { additionalProperties: false }),
        },
      },
      async (request, reply) => {
        const context = await operator(request)
        const { plugin, job } = request.body
        const id = await events.enqueueJob({ tenantId: context.tenant.id, plugin, job, askedBy: context.actor.id })
        return reply.code(201).send(await findRun(events.database, context, id))
      },
    )
    done()
  }
}

/** Whoever may change every role may give himself any right. */
function changesRoles({ plan }: Context): boolean {
  return plan.verdict('roles', 'update') === 'always'
}
