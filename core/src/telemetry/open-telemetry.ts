import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions'
import { type Tracing, tracingWith } from './tracing.ts'

/** Sends traces by OTLP over HTTP; where to, how many and with which headers, the standard variables `OTEL_*` say. */
export function openTelemetry(version: string): Tracing {
  const ours = resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'guildhall', [ATTR_SERVICE_VERSION]: version })
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(ours)
      // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES.
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return tracingWith(provider.getTracer('guildhall', version), () => provider.shutdown())
}
