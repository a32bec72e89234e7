import { type Installation, type Scope, Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { noFile, tooMany } from '../errors.ts'
import { thumbnailSizes } from '../images/derive.ts'
import { openStore } from '../storage/open.ts'
import { bringBack } from '../upload/versions.ts'
import { mostInArchive, zipOf } from './archive.ts'
import { deliver } from './deliver.ts'
import { findFile, findFiles } from './find.ts'
import { fileName } from './headers.ts'
import { type Link, readLink, signLink } from './links.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const uuids = Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: mostInArchive, uniqueItems: true })
const flag = Type.Optional(Type.Literal('1'))
const content = Type.Object({ inline: flag, original: flag }, { additionalProperties: false })
const thumbnailQuery = Type.Object(
  { size: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: thumbnailSizes.map(String) })) },
  { additionalProperties: false },
)
const linkBody = Type.Object({ ids: uuids, inline: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
const versionBody = Type.Object({ version: Type.String({ format: 'uuid' }) }, { additionalProperties: false })
const linkAnswer = Type.Object({ url: Type.String(), until: Type.String({ format: 'date-time' }) })
const followed = Type.Object(
  { token: Type.String({ maxLength: 8000 }), tenant: Type.String({ maxLength: 63 }) },
  { additionalProperties: false },
)

type OfFile = { Params: { id: string } }

/** Bytes, thumbnails, archives and links. The right is asked of the database each time, whatever the address. */
export function deliveryRoutes(app: FastifyInstance, installation: Installation): void {
  const key = installation.keyFor('links')
  const seconds = () => Math.floor(Date.parse(installation.clock.now()) / 1000)
  const read = { resource: 'files', action: 'read' } as const
  const route = (operationId: string, more: object) => ({
    config: { access: read, keys: 'accepted' as const, seeAs: 'refused' as const },
    schema: { tags: ['files'], operationId, summary: `files:openapi.${operationId}`, ...more },
  })
  const bytes = { produces: ['application/octet-stream'] }

  app.get<OfFile & { Querystring: { inline?: '1'; original?: '1' } }>(
    '/api/files/:id/content',
    route('fileContent', { params, querystring: content, ...bytes }),
    async (request, reply) => {
      const file = await request.within((scope) => findFile(scope, request.params.id))
      const { inline, original } = request.query
      return deliver(await store(), file, { isInline: inline === '1', isOriginal: original === '1' }, request, reply)
    },
  )

  app.get<OfFile & { Querystring: { size?: string } }>(
    '/api/files/:id/thumbnail',
    route('fileThumbnail', { params, querystring: thumbnailQuery, produces: ['image/webp'] }),
    async (request, reply) => {
      const file = await request.within((scope) => findFile(scope, request.params.id))
      const size = thumbnailSizes.find((one) => String(one) === request.query.size) ?? 320
      return deliver(await store(), file, { size }, request, reply)
    },
  )

  app.post<OfFile & { Body: { version: string } }>(
    '/api/files/:id/bring-back',
    {
      ...route('bringBackVersion', { params, body: versionBody }),
      config: { access: 'signedIn', keys: 'accepted', seeAs: 'refused' },
    },
    async (request, reply) => {
      const wanted = { of: request.params.id, earlier: request.body.version }
      const { content: _, ...file } = await request.within((scope) => bringBack(scope, wanted))
      return reply.code(201).send(file)
    },
  )

  /** For what a browser fetches by itself: a download, a preview in a new tab. */
  app.post<{ Body: { ids: string[]; inline?: boolean } }>(
    '/api/files/links',
    route('linkToFiles', { body: linkBody, response: { 200: linkAnswer } }),
    async (request) => {
      const { ids, inline = false } = request.body
      return request.within(async (scope) => {
        await requireAll(scope, ids)
        const until = seconds() + scope.setting<number>('files', 'linkMinutes') * 60
        const token = signLink(key, { tenant: scope.tenant.id, actor: scope.actor.id, files: ids, inline, until })
        return {
          url: `/api/files/linked?tenant=${scope.tenant.slug}&token=${token}`,
          until: new Date(until * 1000).toISOString(),
        }
      })
    },
  )

  app.get<{ Querystring: { token: string; tenant: string } }>(
    '/api/files/linked',
    {
      ...route('followLink', { querystring: followed, ...bytes }),
      config: { access: read, keys: 'accepted', seeAs: 'refused', tenantInAddress: true },
    },
    async (request, reply) => {
      const link = readLink(key, request.query.token, seconds())
      if (!link) throw noFile()
      const found = await request.within(async (scope) => {
        requireOwner(scope, link)
        return requireAll(scope, link.files)
      })
      const [first] = found
      return found.length === 1 && first
        ? deliver(await store(), first, { isInline: link.inline }, request, reply)
        : archive(found, reply)
    },
  )

  const store = () => openStore(installation.filesUrl)

  async function archive(found: Awaited<ReturnType<typeof findFiles>>, reply: FastifyReply) {
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; ${fileName('files.zip')}`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(zipOf(await store(), found))
  }
}

/** A link is of use to whom it was given, and to nobody else. */
function requireOwner(scope: Scope, { tenant, actor }: Link): void {
  if (scope.tenant.id !== tenant || scope.actor.id !== actor) throw noFile()
}

/** All of them or none: an archive that lacks a file in silence would be taken for the whole. */
async function requireAll(scope: Scope, ids: readonly string[]) {
  if (ids.length > mostInArchive) throw tooMany({ most: mostInArchive })
  const found = await findFiles(scope, ids)
  if (found.length < ids.length) throw noFile()
  return found
}
