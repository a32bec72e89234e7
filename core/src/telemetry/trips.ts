import { SpanKind } from '@opentelemetry/api'
import { ATTR_DB_OPERATION_BATCH_SIZE, ATTR_DB_SYSTEM_NAME } from '@opentelemetry/semantic-conventions'
import type { Database } from '../database/pool.ts'
import type { Tracing } from './tracing.ts'

/** A span for every round trip to the database. One that several requests share is told of below the first of them. */
export function traceTrips(tracing: Tracing, send: Database['send']): Database['send'] {
  return (client, statements) => {
    const attributes = { [ATTR_DB_SYSTEM_NAME]: 'postgresql', [ATTR_DB_OPERATION_BATCH_SIZE]: statements.length }
    return tracing.within({ name: 'postgresql', kind: SpanKind.CLIENT, attributes }, () => send(client, statements))
  }
}
