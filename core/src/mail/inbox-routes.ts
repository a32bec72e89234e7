import { createHash } from 'node:crypto'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Translator } from '../i18n/translator.ts'
import { createInbox } from './inbox.ts'
import { escapeHtml } from './letter.ts'
import { type ReadableMessage, readMessage } from './message.ts'

export interface InboxRoutesOptions {
  readonly inboxDir: string
  /** Texts for whoever asks. */
  translator(request: FastifyRequest): Translator
}

/**
 * `GET /dev/inbox` and `GET /dev/inbox/:name`. Register it only where there is no SMTP_URL. It answers this machine alone:
 * a connection from the loopback, to a loopback name (so that no page elsewhere can reach it by a name of its own), and not through a proxy.
 */
export const inboxRoutes: FastifyPluginAsync<InboxRoutesOptions> = async (app, { inboxDir, translator }) => {
  const inbox = createInbox(inboxDir)
  app.addHook('onRequest', async (request, reply) => {
    if (!isLocal(request)) return reply.callNotFound()
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
  })
  app.get('/dev/inbox', { config: { access: 'public' }, schema: { hide: true } as object }, async (request, reply) => {
    const names = await inbox.list()
    const mails = await Promise.all(
      names.map(async (name) => ({ name, message: readMessage((await inbox.read(name)) ?? Buffer.alloc(0)) })),
    )
    return reply.type('text/html; charset=utf-8').send(listPage(translator(request), mails))
  })
  app.get<{ Params: { name: string } }>(
    '/dev/inbox/:name',
    { config: { access: 'public' }, schema: { hide: true } as object },
    async (request, reply) => {
      const raw = await inbox.read(request.params.name)
      if (!raw) return reply.callNotFound()
      return reply.type('text/html; charset=utf-8').send(mailPage(translator(request), readMessage(raw)))
    },
  )
}

function isLocal({ raw, headers, hostname }: FastifyRequest): boolean {
  const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined)
  return (
    !proxied &&
    /^(127\.|::1$|::ffff:127\.)/.test(raw.socket.remoteAddress ?? '') &&
    /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(hostname)
  )
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1c1e21;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.5rem;border-bottom:1px solid #d5d8dc;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}a{color:#1f4fa3}
@media (prefers-color-scheme:dark){body{background:#15171a;color:#e8eaed}a{color:#9cbcf5}}`
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

function listPage(t: Translator, mails: readonly { name: string; message: ReadableMessage }[]): string {
  const rows = mails.map(
    ({ name, message }) =>
      `<tr><td><a href="/dev/inbox/${escapeHtml(name)}">${escapeHtml(message.subject)}</a></td><td>${escapeHtml(message.to)}</td><td>${escapeHtml(t.format('instant', message.date))}</td></tr>`,
  )
  const head = ['subject', 'to', 'date']
    .map((column) => `<th scope="col">${escapeHtml(t(`core:inbox.${column}`))}</th>`)
    .join('')
  const content =
    mails.length === 0
      ? `<p>${escapeHtml(t('core:inbox.empty'))}</p>`
      : `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
  return page(t, t('core:inbox.title'), `<p>${escapeHtml(t('core:inbox.explanation'))}</p>\n${content}`)
}

function mailPage(t: Translator, { subject, from, to, date, text }: ReadableMessage): string {
  const line = (name: string, value: string) =>
    `<tr><th scope="row">${escapeHtml(t(`core:inbox.${name}`))}</th><td>${escapeHtml(value)}</td></tr>`
  const head = `<table>${line('from', from)}${line('to', to)}${line('date', t.format('instant', date))}</table>`
  return page(
    t,
    subject,
    `<p><a href="/dev/inbox">${escapeHtml(t('core:inbox.back'))}</a></p>\n${head}\n<pre>${linked(text)}</pre>`,
  )
}

/** Addresses in the text can be clicked; everything else is text. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 ? `<a href="${escapeHtml(part)}" rel="noreferrer">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')
}

function page(t: Translator, title: string, content: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(t.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${content}
</main></body>
</html>
`
}
