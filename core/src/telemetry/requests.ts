import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
} from '@opentelemetry/semantic-conventions'
import type { FastifyInstance } from 'fastify'
import type { Tracing } from './tracing.ts'

/** A span for every request, below the one its caller names in `traceparent` (W3C Trace Context). The route, not the address: addresses hold names people searched for. */
export function traceRequests(app: FastifyInstance, { tracer }: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.is404 ? '(unknown)' : (request.routeOptions.url ?? '(unknown)')
    const above = propagation.extract(context.active(), request.headers)
    const attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: request.method,
      [ATTR_HTTP_ROUTE]: route,
      'guildhall.request.id': request.id,
    }
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, above)
    reply.raw.once('close', () => {
      span.setAttributes({
        [ATTR_HTTP_RESPONSE_STATUS_CODE]: reply.statusCode,
        ...(request.tenantId && { 'guildhall.tenant.id': request.tenantId }),
      })
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    })
    context.with(trace.setSpan(above, span), done)
  })
}
