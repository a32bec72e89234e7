import type { Readable } from 'node:stream'
import { type Installation, Type } from '@guildhall/sdk'
import type { FastifyInstance } from 'fastify'
import { openStore } from '../storage/open.ts'
import { uploadOf } from '../storage/places.ts'
import { digesting } from './digest.ts'
import { finish } from './finish.ts'
import { policyFor, requireSize, within } from './policy.ts'
import { earlierOf } from './versions.ts'
import { fieldPattern, wantedOf } from './wanted.ts'

/** Nobody's file is larger; each field and tenant has its own limit below. */
export const largest = 1024 ** 4

const query = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 1000 }),
    for: Type.String({ pattern: fieldPattern }),
    replaces: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)

/** One file in one request, its bytes as the body. */
export function uploadRoute(app: FastifyInstance, installation: Installation): void {
  app.post<{ Querystring: { name: string; for: string; replaces?: string }; Body: Readable | undefined }>(
    '/api/files/upload',
    {
      config: { access: 'signedIn', keys: 'accepted' },
      bodyLimit: largest,
      schema: {
        tags: ['files'],
        operationId: 'uploadFile',
        summary: 'files:openapi.uploadFile',
        querystring: query,
      },
    },
    async (request, reply) => {
      const store = await openStore(installation.filesUrl)
      const { name, for: field, replaces } = request.query
      const wanted = wantedOf(name, field, replaces)
      // Said before anything is sent, and asked again when all is here.
      const { policy, tenant } = await request.within(async (scope) => {
        const policy = policyFor(installation, scope, wanted)
        await earlierOf(scope, wanted)
        return { policy, tenant: scope.tenant.id }
      })
      const announced = Number(request.headers['content-length'] ?? 0)
      requireSize(policy, announced)
      const upload = uploadOf(tenant, crypto.randomUUID())
      const { watch, result } = digesting()
      try {
        await store.append(upload, 0, watch(within(policy, bodyOf(request.body))))
      } catch (error) {
        await store.remove(upload)
        throw error
      }
      const digest = result()
      const file = await finish({
        ...{ installation, store, tenant, wanted, policy, upload, digest },
        within: (work) => request.within(work),
      })
      return reply.code(201).send(file)
    },
  )
}

async function* bodyOf(body: Readable | undefined): AsyncGenerator<Uint8Array> {
  if (typeof body?.pipe === 'function') yield* body
}
