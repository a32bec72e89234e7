import type { FastifyInstance } from 'fastify'
import { invalid, notFound } from '../records/errors.ts'
import { fieldErrors } from '../records/validate.ts'

/** What a route's schema refuses is told by field, like everything else; an id that cannot be one names nothing. */
export function tellByField(app: FastifyInstance): void {
  app.setSchemaErrorFormatter((errors, part) =>
    part === 'params' ? notFound() : invalid({}, fieldErrors(errors as Parameters<typeof fieldErrors>[0])),
  )
}
