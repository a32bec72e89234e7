import Fastify from 'fastify'
import type { Translator } from '../../i18n/translator.ts'
import { escapeHtml } from '../../mail/letter.ts'
import { etagOf } from '../etag.ts'
import { type Script, scriptOf } from '../script.ts'

/** Scripts come from here alone, and nothing is fetched from anywhere else. Scalar writes its styles into the page itself. */
export const docsPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data: blob:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
].join('; ')

export function docsPage(translate: Translator): string {
  const title = escapeHtml(translate('core:openapi.title'))
  return `<!doctype html>
<html lang="${escapeHtml(translate.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main id="reference"></main><noscript><a href="/api/openapi.json">/api/openapi.json</a></noscript>
<script src="/docs/reference.js"></script><script src="/docs/start.js"></script></body>
</html>
`
}

/** No fonts, proxies, assistants or counters of others. */
export const docsStart = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/api/openapi.json',
  withDefaultFonts: false,
  proxyUrl: '',
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'json',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
})})
`

let assets: Promise<Script & { readonly etag: string }> | undefined

/** Some megabytes that few ever ask for: taken out of the package when somebody does. */
export function docsAssets(): NonNullable<typeof assets> {
  assets ??= load()
  return assets
}

async function load() {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const carrier = Fastify()
  await carrier.register(scalar, { routePrefix: '/reference', configuration: { url: '/' } })
  const { body: plain } = await carrier.inject('/reference/js/scalar.js')
  await carrier.close()
  return { ...scriptOf(Buffer.from(plain)), etag: etagOf(plain) }
}
