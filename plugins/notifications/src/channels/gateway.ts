import { type Message, offerChannel } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'
import { fill } from '../templates/render.ts'

interface Gateway {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** SMS and messengers behind any HTTP service: an address, headers and a body, as its maker describes them. */
export const gatewayChannel = offerChannel({
  name: 'gateway',
  label: 'notifications:channels.gateway',
  address: '\\+?[\\w.@\\-]{3,100}',
  ready: async (scope) => gatewayOf(scope) !== null,
  reach: async ({ address }) => address,
  async send({ work, to, message }) {
    const gateway = await work.within(async (scope) => gatewayOf(scope))
    if (!gateway) return { outcome: 'refused', answer: '' }
    const url = work.outbound.fit(gateway.url)
    const { status, body } = await work.outbound.ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': message.id, ...gateway.headers },
      body: bodyOf(gateway.body, to, message, `${work.publicUrl}${message.path}`),
    })
    const answer = `${status} ${Buffer.concat(await body.toArray())
      .toString('utf8')
      .slice(0, 1000)}`.trim()
    if (status >= 200 && status < 300) return { outcome: 'sent', answer }
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) return { outcome: 'refused', answer }
    throw new Error(answer)
  },
})

function gatewayOf(scope: Scope): Gateway | null {
  const url = scope.setting<string | null>('notifications', 'gatewayUrl')
  if (!url) return null
  return {
    url,
    headers: headersIn(scope.setting<string | null>('notifications', 'gatewayHeaders') ?? ''),
    body: scope.setting<string>('notifications', 'gatewayBody'),
  }
}

/** `Name: value`, one a line. */
function headersIn(text: string): Record<string, string> {
  const lines = text.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    return name && value ? [[name.toLowerCase(), value] as const] : []
  })
  return Object.fromEntries(lines)
}

/** Values are written as JSON strings without their quotes: no text can end the string it stands in. */
function bodyOf(template: string, to: string, { title, paragraphs }: Message, link: string): string {
  const text = [...new Set([title, ...paragraphs])].join('\n')
  const inString = (value: string) => JSON.stringify(value).slice(1, -1)
  return fill(template, { to: inString(to), title: inString(title), text: inString(text), link: inString(link) })
}
