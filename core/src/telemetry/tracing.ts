import { type Attributes, context, type SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'

/** One piece of work as a trace tells of it. */
export interface Traced {
  readonly name: string
  readonly kind: SpanKind
  readonly attributes: Attributes
}

/** Where traces go. Nothing of it exists where none are asked for. */
export interface Tracing {
  readonly tracer: Tracer
  /** Does the work inside a span of its own; what it throws is noted on it. */
  within<T>(traced: Traced, work: () => Promise<T>): Promise<T>
  /** Hands over what has not been sent yet. */
  stop(): Promise<void>
}

export function tracingWith(tracer: Tracer, stop: () => Promise<void>): Tracing {
  return {
    tracer,
    async within({ name, kind, attributes }, work) {
      const span = tracer.startSpan(name, { kind, attributes })
      try {
        return await context.with(trace.setSpan(context.active(), span), work)
      } catch (error) {
        // What the error says may hold values of a record; its kind does not.
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
        throw error
      } finally {
        span.end()
      }
    },
    stop,
  }
}
