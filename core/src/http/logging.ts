import type { FastifyInstance } from 'fastify'
import { type DestinationStream, destination, type Logger, pino } from 'pino'

export interface LoggerOptions {
  readonly level: string
  readonly stream?: DestinationStream
}

/** One JSON line an entry. What opens doors never gets into it. */
export function createLogger({ level, stream }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: ['cookie', 'authorization', 'password', 'token', 'secret'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
      ]),
      censor: '(hidden)',
    },
  }
  // What a command prints on stdout stays its own.
  return pino(options, stream ?? destination(2))
}

/** What is known of an error, without the connections and values that libraries hang on it. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, code, detail, cause } = error as Error & { code?: unknown; detail?: unknown }
  return { type: name, message, code, detail, stack, ...(cause instanceof Error && { cause: describeError(cause) }) }
}

/** A line for every answer: the route, not the address asked for, because addresses hold names people searched for. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const status = reply.statusCode
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '(unknown)',
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      tenantId: request.tenantId,
      userId: request.signedIn?.userId ?? null,
      ...(request.signedIn?.acting && { actingBy: request.signedIn.acting.by.userId }),
      ...(request.signedIn?.key && { keyId: request.signedIn.key.id }),
    }
    if (status >= 500) request.log.error(line, 'answered')
    else request.log.info(line, 'answered')
  })
}
