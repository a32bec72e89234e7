import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { defineError, Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import '../../http/request.ts'
import { tellByField } from '../../http/schema-errors.ts'
import { actingIn } from '../acting-in.ts'
import type { Tenancy } from '../tenancy.ts'
import type { Archives } from './archives.ts'

const noFile = defineError('archives.no_file', 422)

const passphrase = Type.Optional(Type.String({ minLength: 12, maxLength: 1000 }))
const uuid = Type.String({ format: 'uuid' })
const contents = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  rows: Type.Integer(),
  hasSecrets: Type.Boolean(),
})
const restored = Type.Object({
  id: uuid,
  slug: Type.String(),
  name: Type.String(),
  rows: Type.Integer(),
  newUsers: Type.Integer(),
  without: Type.Array(Type.String()),
})
const upload = Type.Object(
  { slug: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })) },
  { additionalProperties: false },
)

/** Tenants as files, for superadmins: one goes out as a download, one comes in as an upload. */
export function archiveRoutes(deps: { readonly tenancy: Tenancy; readonly archives: Archives }): FastifyPluginCallback {
  return (app, _, done) => {
    tellByField(app)
    // What is uploaded is taken as it comes and never held in memory.
    app.addContentTypeParser('application/octet-stream', (_request, body, next) => next(null, body))
    routes(app, deps)
    done()
  }
}

/** Nobody's archive is larger; the disk is filled before. */
const largest = 1024 ** 4

function routes(app: FastifyInstance, { tenancy, archives }: { tenancy: Tenancy; archives: Archives }): void {
  const acting = actingIn(tenancy)
  const route = (operationId: string, schema: object) => ({
    config: { access: 'superadmin' as const },
    bodyLimit: largest,
    schema: { tags: ['tenants'], operationId, summary: `core:openapi.tenants.${operationId}`, ...schema },
  })

  app.post<{ Params: { id: string }; Body: { passphrase?: string } }>(
    '/api/tenants/:id/archive',
    route('writeArchive', {
      params: Type.Object({ id: uuid }),
      body: Type.Object({ passphrase }, { additionalProperties: false }),
      produces: ['application/octet-stream'],
    }),
    async (request, reply) => {
      const { tenant, clock, zone } = await acting(request)
      const file = await archives.write(tenant.id, { passphrase: request.body.passphrase })
      const name = `${tenant.slug}-${clock.today(zone)}${request.body.passphrase ? '.sealed' : '.tar.gz'}`
      return reply
        .type('application/octet-stream')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(file)
    },
  )

  app.post<{ Body: Readable | undefined }>(
    '/api/tenant-archives/check',
    route('checkArchive', { response: { 200: contents } }),
    async (request) =>
      withUpload(request.body, async (path) => {
        const { tenant, createdAt, hasSecrets, tables } = await archives.check(path, given(request.headers))
        const rows = tables.reduce((sum, table) => sum + table.rows, 0)
        return { slug: tenant.slug, name: tenant.name, createdAt, hasSecrets, rows }
      }),
  )

  app.post<{ Body: Readable | undefined; Querystring: { slug?: string } }>(
    '/api/tenant-archives',
    route('restoreArchive', { querystring: upload, response: { 201: restored } }),
    async (request, reply) => {
      const { slug } = request.query
      const answer = await withUpload(request.body, (path) =>
        archives.restore(path, { slug, passphrase: given(request.headers) }),
      )
      return reply.code(201).send(answer)
    },
  )
}

/** In a header of its own, because addresses are written down on their way; any sign may be in it. */
function given(headers: Readonly<Record<string, unknown>>): string | undefined {
  const text = headers['x-archive-passphrase']
  if (typeof text !== 'string' || text === '') return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Kept on disk, because it is read twice: first whether it is whole. */
async function withUpload<T>(body: Readable | undefined, work: (path: string) => Promise<T>): Promise<T> {
  if (typeof body?.pipe !== 'function') throw noFile()
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-upload-'))
  try {
    const path = join(folder, 'archive')
    await pipeline(body, createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
