import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A script that is served from memory. */
export interface Script {
  readonly plain: Buffer
  /** Pressed when somebody asks for it first. */
  readonly gzipped: () => Promise<Buffer>
}

export function scriptOf(plain: Buffer): Script {
  let pressing: Promise<Buffer> | undefined
  return {
    plain,
    gzipped() {
      pressing ??= promisify(gzip)(plain, { level: 9 })
      return pressing
    },
  }
}

/** Sends it pressed to whoever can unpress it. */
export async function sendScript(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { plain, gzipped }: Script,
): Promise<FastifyReply> {
  reply.type('text/javascript; charset=utf-8').header('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))) return reply.send(plain)
  return reply.header('content-encoding', 'gzip').send(await gzipped())
}
