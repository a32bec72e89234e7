import type { Scope } from '@guildhall/sdk'

interface Shared {
  readonly link: { readonly name: string; readonly expiresAt: string }
  readonly output: {
    readonly name: string
    readonly status: string
    readonly createdAt: string
    readonly file: string | null
  }
  /** Where the file is, from this page. */
  readonly address: string
}

/** A page for somebody who is not signed in: no script, no style, for no search engine. While the file is made it looks again by itself. */
export function pageOf(scope: Scope, { link, output, address }: Shared): string {
  const say = (key: string, params?: object) => escaped(scope.t(`reports:shared.${key}`, { ...params }))
  const at = scope.format('instant', output.createdAt)
  const until = scope.format('instant', link.expiresAt)
  const isReady = output.status === 'ready' && output.file !== null
  const again = output.status === 'making' ? '<meta http-equiv="refresh" content="5">' : ''
  const file = isReady
    ? `<p><a href="${escaped(address)}" rel="nofollow" download>${say('download')}</a></p>`
    : `<p>${say(output.status === 'making' ? 'making' : 'gone')}</p>`
  return `<!doctype html>
<html lang="${escaped(scope.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex, nofollow">${again}<title>${escaped(output.name)}</title></head>
<body><main><p>${escaped(scope.tenant.name)}</p><h1>${escaped(output.name)}</h1><p>${say('for', { name: link.name, at })}</p>${file}<p>${say('until', { until })}</p></main></body>
</html>
`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
