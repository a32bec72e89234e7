import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { noBody } from '../http/no-body.ts'
import { sendAll } from '../http/page.ts'
import { tellByField } from '../http/schema-errors.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { repeating, transact } from '../records/transact.ts'
import { onlyHimself, requireAdministrator } from './administering.ts'
import { forwardRoute } from './forward.ts'
import { type Link, linkStates } from './link.ts'
import type { Links, WantedLink } from './links.ts'
import '../http/request.ts'

export interface LinkRoutesOptions {
  readonly engine: Engine
  readonly links: Links
}

type ById = { Params: { id: string } }

/** `/api/links`: the tenants of other installations that administrators look into. By nobody's key, and in nobody's place. */
export function linkRoutes(options: LinkRoutesOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    keepRoutes(app, options)
    forwardRoute(app, options)
    done()
  }
}

function keepRoutes(app: FastifyInstance, { engine, links }: LinkRoutesOptions): void {
  const byId = { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) }
  const one = { response: { 200: linkSchema } }
  const route = (operationId: string, schema: object) => ({
    config: onlyHimself,
    schema: {
      tags: ['links'],
      operationId: `${operationId}Link`,
      summary: `core:openapi.links.${operationId}`,
      ...schema,
    },
  })
  const administrating = <T>(source: (fresh: boolean) => Promise<Context>, work: (context: Context) => Promise<T>) =>
    repeating(engine, source, async (context) => work(await requireAdministrator(engine, context)))

  app.get(
    '/api/links',
    route('list', { response: { 200: Type.Array(linkSchema) } }),
    async ({ contextSource }, reply) => {
      const found = await administrating(contextSource, async (context) =>
        (await links.list(context)).map((link) => shown(link, context)),
      )
      return sendAll(reply, 'links', found)
    },
  )

  app.post<{ Body: WantedLink }>(
    '/api/links',
    route('add', { body: wantedSchema, response: { 201: linkSchema } }),
    async ({ body, contextSource }, reply) => {
      await administrating(contextSource, async () => {})
      // Nothing is held open meanwhile.
      const verified = await links.verify(body)
      const added = await transact(engine, contextSource, async (operation) =>
        shown(await links.add(operation, verified, body.name), operation.context),
      )
      return reply.code(201).send(added)
    },
  )

  app.patch<ById & { Body: { name: string } }>(
    '/api/links/:id',
    route('rename', { ...byId, body: renamedSchema, ...one }),
    ({ body, params, contextSource }) =>
      transact(engine, contextSource, async (operation) => {
        await requireAdministrator(engine, operation.context)
        return shown(await links.rename(operation, params.id, body.name), operation.context)
      }),
  )

  app.post<ById>(
    '/api/links/:id/test',
    route('test', { ...byId, body: noBody, response: { 200: Type.Object({ id: Type.String() }) } }),
    ({ params, contextSource }) =>
      administrating(contextSource, async (context) => {
        await links.test(context, params.id)
        return { id: params.id }
      }),
  )

  app.delete<ById>('/api/links/:id', route('remove', { ...byId, ...one }), ({ params, contextSource }) =>
    transact(engine, contextSource, async (operation) => {
      await requireAdministrator(engine, operation.context)
      return shown(await links.remove(operation, params.id), operation.context)
    }),
  )
}

const shown = ({ failure, ...link }: Link, { translate }: Context) => ({
  ...link,
  failure: failure === null ? null : { code: failure, message: translate.error(failure, {}) },
})

const text = Type.Union([Type.String(), Type.Null()])
const linkSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  url: Type.String(),
  tenant: Type.Object({ slug: Type.String(), name: Type.String() }),
  keyId: Type.String(),
  state: Type.Unsafe<Link['state']>({ type: 'string', enum: linkStates }),
  succeededAt: text,
  failedAt: text,
  failure: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  createdAt: Type.String(),
  addedBy: Type.String(),
})
const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const wantedSchema = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 300 }),
    key: Type.String({ minLength: 1, maxLength: 200 }),
    name: Type.Optional(name),
  },
  { additionalProperties: false },
)
const renamedSchema = Type.Object({ name }, { additionalProperties: false })
