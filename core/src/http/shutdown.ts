import type { FastifyInstance } from 'fastify'

export interface StopOptions {
  readonly app: FastifyInstance
  /** Ends what would never end by itself: live streams. */
  readonly endStreams?: () => void | Promise<void>
  /** What the requests needed: worker, mailer, database; closed in this order once they are done. */
  readonly afterwards: readonly (() => unknown)[]
  /** How long requests that are being answered may take, in milliseconds. */
  readonly patience?: number
}

/** Takes no new connection, answers what has come, ends the streams, then closes what lies below. */
export async function stopGracefully({ app, endStreams, afterwards, patience = 10_000 }: StopOptions): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), patience)
  // A connection kept alive becomes idle only when its answer is out.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  try {
    const closing = app.close()
    await endStreams?.()
    await closing
  } finally {
    clearTimeout(timer)
    clearInterval(sweep)
  }
  for (const close of afterwards) await close()
}
