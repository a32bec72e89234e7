import type { Readable } from 'node:stream'
import type { Installation } from '@guildhall/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { badUpload, uploadBusy, uploadElsewhere, uploadGone } from '../errors.ts'
import { openStore } from '../storage/open.ts'
import { uploadOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import { digestOf } from './digest.ts'
import { finish } from './finish.ts'
import { metadataOf } from './metadata.ts'
import { dropPlan, type Plan, readPlan, writePlan } from './plan.ts'
import { policyFor, requireSize } from './policy.ts'
import { largest } from './route.ts'
import { earlierOf } from './versions.ts'
import { wantedOf } from './wanted.ts'

type Params = { Params: { id: string } }

/**
 * Files in parts, gone on with where they broke off: tus 1.0 (https://tus.io/protocols/resumable-upload) with creation, termination
 * and expiration. Where an upload stands is what lies in the store, so any node goes on with it. The answer to the last part is the file.
 */
export function resumableRoutes(app: FastifyInstance, installation: Installation): void {
  const route = (operationId: string) => ({
    config: { access: 'signedIn' as const, keys: 'accepted' as const },
    bodyLimit: largest,
    schema: { tags: ['files'], operationId, summary: `files:openapi.${operationId}` },
  })
  const busy = new Set<string>()
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/files/uploads')) reply.header('tus-resumable', '1.0.0')
  })

  app.options('/api/files/uploads', route('describeUploads'), async (_, reply) =>
    reply.header('tus-version', '1.0.0').header('tus-extension', 'creation,termination,expiration').code(204).send(),
  )

  app.post('/api/files/uploads', route('beginUpload'), async (request, reply) => {
    const store = await openStore(installation.filesUrl)
    const length = Number(request.headers['upload-length'])
    const { filename = '', for: field = '', replaces } = metadataOf(request.headers['upload-metadata'])
    if (!Number.isSafeInteger(length) || length <= 0 || field === '') throw badUpload()
    const wanted = wantedOf(filename, field, replaces)
    const id = crypto.randomUUID()
    const plan = await request.within(async (scope): Promise<Plan> => {
      requireSize(policyFor(installation, scope, wanted), length)
      await earlierOf(scope, wanted)
      return { ...wanted, length, tenant: scope.tenant.id, actor: scope.actor.id, at: scope.clock.now() }
    })
    await writePlan(store, id, plan)
    await store.append(uploadOf(plan.tenant, id), 0, nothing())
    return reply.code(201).header('location', `/api/files/uploads/${id}`).header('upload-expires', expiry(plan)).send()
  })

  app.head<Params>('/api/files/uploads/:id', route('askUpload'), async (request, reply) => {
    const { store, plan, upload } = await opened(request)
    return reply
      .header('upload-offset', await offsetOf(store, upload))
      .header('upload-length', plan.length)
      .header('upload-expires', expiry(plan))
      .header('cache-control', 'no-store')
      .code(200)
      .send()
  })

  app.patch<Params & { Body: Readable | undefined }>(
    '/api/files/uploads/:id',
    route('continueUpload'),
    async (request, reply) => {
      const { store, plan, upload } = await opened(request)
      if (busy.has(upload)) throw uploadBusy()
      busy.add(upload)
      try {
        return await receive(request, reply, { store, plan, upload })
      } finally {
        busy.delete(upload)
      }
    },
  )

  app.delete<Params>('/api/files/uploads/:id', route('abandonUpload'), async (request, reply) => {
    const { store, plan, upload } = await opened(request)
    await store.remove(upload)
    await dropPlan(store, request.params.id, plan)
    return reply.code(204).send()
  })

  /** Only who began it goes on with it. */
  async function opened(request: FastifyRequest<Params>) {
    const store = await openStore(installation.filesUrl)
    const { tenant, actor } = await request.within(async (scope) => ({
      tenant: scope.tenant.id,
      actor: scope.actor.id,
    }))
    const plan = await readPlan(store, tenant, request.params.id)
    if (plan?.actor !== actor) throw uploadGone()
    return { store, plan, upload: uploadOf(tenant, request.params.id) }
  }

  async function receive(
    request: FastifyRequest<Params & { Body: Readable | undefined }>,
    reply: FastifyReply,
    { store, plan, upload }: { store: Store; plan: Plan; upload: string },
  ) {
    const at = await offsetOf(store, upload)
    if (Number(request.headers['upload-offset']) !== at) throw uploadElsewhere({ offset: at })
    await store.append(upload, at, atMost(plan.length - at, request.body))
    const offset = await offsetOf(store, upload)
    reply.header('upload-offset', offset).header('upload-expires', expiry(plan))
    if (offset < plan.length) return reply.code(204).send()
    const policy = await request.within(async (scope) => policyFor(installation, scope, plan))
    const digest = await digestOf(await store.read(upload))
    const file = await finish({
      ...{ installation, store, tenant: plan.tenant, wanted: plan, policy, upload, digest },
      within: (work) => request.within(work),
    }).finally(() => dropPlan(store, request.params.id, plan))
    return reply.code(200).send(file)
  }
}

/** So long an upload waits to be gone on with. */
export const patience = 24 * 3_600_000

const expiry = ({ at }: Plan) => new Date(Date.parse(at) + patience).toUTCString()

async function offsetOf(store: Store, upload: string): Promise<number> {
  return (await store.size(upload)) ?? 0
}

async function* atMost(most: number, body: Readable | undefined): AsyncGenerator<Uint8Array> {
  if (typeof body?.pipe !== 'function') throw badUpload()
  let left = most
  for await (const chunk of body) {
    if (chunk.length > left) throw badUpload()
    left -= chunk.length
    yield chunk
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
