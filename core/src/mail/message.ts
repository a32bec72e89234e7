/** A mail of our own as the development inbox shows it. */
export interface ReadableMessage {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly date: string
  readonly text: string
}

/**
 * Reads what nodemailer wrote for us: headers, encoded words (RFC 2047) and the text part in quoted-printable or base64 (RFC 2045).
 * It is no general mail reader and need not be one.
 */
export function readMessage(raw: Buffer): ReadableMessage {
  const { headers, body } = split(raw.toString('latin1'))
  const header = (name: string) => decodeWords(headers.get(name) ?? '')
  return {
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    date: header('date'),
    text: textOf(headers, body),
  }
}

function split(source: string): { headers: Map<string, string>; body: string } {
  const end = source.search(/\r?\n\r?\n/)
  const head = (end < 0 ? source : source.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ')
  const headers = new Map(
    head.split(/\r?\n/).map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { headers, body: end < 0 ? '' : source.slice(end).replace(/^\r?\n\r?\n/, '') }
}

function textOf(headers: ReadonlyMap<string, string>, body: string): string {
  const boundary = /boundary="?([^";]+)"?/i.exec(headers.get('content-type') ?? '')?.[1]
  if (!boundary) return decodeBody(body, headers.get('content-transfer-encoding') ?? '')
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r?\n/, '')))
  const plain = parts.find((part) => /^text\/plain/i.test(part.headers.get('content-type') ?? '')) ?? parts[0]
  return plain ? textOf(plain.headers, plain.body) : ''
}

function decodeBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8')
  return /quoted-printable/i.test(encoding)
    ? decodeQuoted(body.replace(/=\r?\n/g, ''))
    : Buffer.from(body, 'latin1').toString('utf8')
}

function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      /b/i.test(kind) ? Buffer.from(text, 'base64').toString('utf8') : decodeQuoted(text.replaceAll('_', ' ')),
    )
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
