import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export function etagOf(text: string | Buffer): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** 304 for whoever already has it. */
export function unlessKnown(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  send: () => FastifyReply | Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  reply.header('etag', etag)
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/)
  return known.includes(etag) || known.includes(`W/${etag}`) ? reply.code(304).send() : send()
}
