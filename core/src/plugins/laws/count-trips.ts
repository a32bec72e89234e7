import { trace } from '@opentelemetry/api'
import { ATTR_DB_OPERATION_BATCH_SIZE } from '@opentelemetry/semantic-conventions'
import { type Tracing, tracingWith } from '../../telemetry/tracing.ts'

/** A tracing that keeps nothing but how many statements went to the database. */
export function countingTrips(): { readonly tracing: Tracing; count(): number } {
  let statements = 0
  const silent = tracingWith(trace.getTracer('guildhall laws'), async () => {})
  return {
    tracing: {
      ...silent,
      within(traced, work) {
        statements += Number(traced.attributes[ATTR_DB_OPERATION_BATCH_SIZE] ?? 0)
        return work()
      },
    },
    count: () => statements,
  }
}
