import type { Attachment as Parsed, ParsedMail } from 'mailparser'
import { headersOf } from './headers.ts'
import { cut, plainLine, plainText } from './plain.ts'

export interface Attachment {
  readonly name: string
  readonly bytes: Buffer
}

/** A mail as it can be read. */
export interface Mail {
  readonly headers: ReadonlyMap<string, string>
  readonly from: { readonly address: string; readonly name: string | null } | null
  readonly subject: string | null
  readonly messageId: string | null
  /** Message-IDs of what it answers, the nearest first. */
  readonly answers: readonly string[]
  /** All of it, HTML as text. */
  readonly text: string
  /** Without what was quoted, and without the signature. */
  readonly said: string
  readonly attachments: readonly Attachment[]
  /** Of a notice that something could not be delivered (RFC 3464). */
  readonly report: string | null
}

const mostAttachments = 50

/** Reads what came (RFC 5322, RFC 2045), in whatever letters it was written. @throws for what is no mail */
export async function readMail(raw: Buffer): Promise<Mail> {
  // Many a process reads no mail.
  const { simpleParser } = await import('mailparser')
  const parsed = await simpleParser(raw, {
    skipImageLinks: true,
    skipTextToHtml: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 2_000_000,
  })
  const [from, ...others] = parsed.from?.value ?? []
  const text = plainText(parsed.text ?? '').trim()
  return {
    headers: headersOf(raw),
    from: from?.address && others.length === 0 ? { address: from.address, name: plainLine(from.name, 200) } : null,
    subject: plainLine(parsed.subject ?? '', 500),
    messageId: plainLine(parsed.messageId ?? '', 600),
    answers: answersOf(parsed),
    text: cut(text, 200_000),
    said: await saidIn(text),
    attachments: parsed.attachments.filter(isFile).slice(0, mostAttachments).map(fileOf),
    report: reportOf(parsed),
  }
}

function answersOf({ inReplyTo, references }: ParsedMail): string[] {
  const all = [inReplyTo ?? [], [references ?? []].flat().reverse()].flat()
  return [...new Set(all.flatMap((one) => one.match(/<[^<>\s]+>/g) ?? []))].slice(0, 50)
}

/** Where nothing but a quotation is found, somebody wrote in a way we do not know, and all of it counts. */
async function saidIn(text: string): Promise<string> {
  const { default: EmailReplyParser } = await import('email-reply-parser')
  const said = new EmailReplyParser().read(text).getVisibleText().trim()
  return said === '' ? text : said
}

const isFile = ({ contentType }: Parsed) => contentType !== 'message/delivery-status'

const fileOf = ({ filename, content, contentType }: Parsed, index: number): Attachment => ({
  name:
    plainLine(filename ?? '', 200) ??
    `${index + 1}.${
      contentType
        .split('/')
        .at(-1)
        ?.replace(/[^a-z0-9]/gi, '') || 'bin'
    }`,
  bytes: content,
})

function reportOf({ attachments, headers }: ParsedMail): string | null {
  const type = headers.get('content-type') as { value?: string; params?: { 'report-type'?: string } } | undefined
  const isReport = type?.value === 'multipart/report' && type.params?.['report-type'] === 'delivery-status'
  const status = attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  return isReport ? plainText(status?.content.toString('utf8') ?? '') : null
}
