import type { Page } from '@guildhall/sdk'
import type { FastifyReply } from 'fastify'

export const sendPlainPage = (reply: FastifyReply, language: string, page: Page) =>
  reply.type('text/html; charset=utf-8').serializer(String).send(plainPage(language, page))

/** A page of a route that gives one. No search engine keeps it: who has the address has what it shows. */
function plainPage(language: string, { title, paragraphs, button, link, again }: Page): string {
  const refresh = again ? `<meta http-equiv="refresh" content="${Math.ceil(again)}">` : ''
  const said = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')
  const way = link
    ? `<p><a href="${escaped(link.address)}" rel="nofollow"${link.download ? ' download' : ''}>${escaped(link.text)}</a></p>`
    : ''
  const form = button ? `<form method="post"><button type="submit">${escaped(button)}</button></form>` : ''
  return `<!doctype html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex, nofollow">${refresh}<title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1>${said}${way}${form}</main></body>
</html>
`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
