import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { badQuery, invalid } from '../records/errors.ts'
import { unstorableIn } from '../records/unstorable.ts'

/** What cannot be kept is refused where it came in, also by routes that only look something up with it. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, query }) => {
    // What comes as a stream is looked at by whoever reads it.
    const inBody = body instanceof Readable ? [] : unstorableIn(body)
    if (inBody.length > 0) throw invalid({}, inBody)
    const inQuery = unstorableIn(query)
    if (inQuery.length > 0) throw badQuery({}, inQuery)
  })
}
