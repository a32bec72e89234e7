import type { FastifyReply, FastifyRequest } from 'fastify'
import { bytesMissing, noPicture } from '../errors.ts'
import { cleanPicture, type Derived, thumbnail, type thumbnailSizes } from '../images/derive.ts'
import { isPicture } from '../images/kinds.ts'
import type { Store } from '../storage/store.ts'
import { type Found, isCleaned, isWithheld } from './find.ts'
import { headersOf } from './headers.ts'
import { rangeOf } from './range.ts'

export interface Delivery {
  readonly isInline?: boolean
  /** As it was brought: only for who brought it. */
  readonly isOriginal?: boolean
  readonly size?: (typeof thumbnailSizes)[number]
}

/** Answers with the bytes of a file, or a part of them. @throws 404, 416 */
export async function deliver(
  store: Store,
  file: Found,
  { isInline = false, isOriginal = false, size: wanted }: Delivery,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { key, type } = await bytesOf(store, file, { isOriginal, ...(wanted && { size: wanted }) })
  const etag = key === file.blob ? file.sha256 : `${file.sha256}-${key.slice(key.lastIndexOf('/') + 1)}`
  reply.headers(headersOf({ name: file.name, type, etag, isInline: isInline || wanted !== undefined }))
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const size = await store.size(key)
  if (size === null) throw bytesMissing()
  const range = rangeOf(request.headers, size, etag)
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  reply.header('content-length', range ? range.end - range.start + 1 : size)
  return reply.send(request.method === 'HEAD' ? null : await store.read(key, range ?? undefined))
}

/** Where the bytes lie that this file is delivered with. */
export async function bytesOf(store: Store, file: Found, { isOriginal = false, size }: Delivery): Promise<Derived> {
  if (size) {
    if (!isPicture(file.type)) throw noPicture()
    return thumbnail(store, file, size)
  }
  if (isOriginal && file.isOwn) return { key: file.blob, type: file.type }
  if (isWithheld(file)) throw noPicture()
  return isCleaned(file) ? cleanPicture(store, file) : { key: file.blob, type: file.type }
}

const isKnown = (header: unknown, etag: string) =>
  typeof header === 'string' && header.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${etag}"`)
