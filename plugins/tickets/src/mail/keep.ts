import { createHash } from 'node:crypto'
import { tickets } from '@guildhall/contract-tickets'
import { type ArrivedMail, defineError, type MailIn, type Scope } from '@guildhall/sdk'
import { ticketOfToken } from './address.ts'
import { headersOf } from './headers.ts'
import { incomingMailParts, incomingMails } from './incoming.ts'
import { plainLine } from './plain.ts'

const tooMany = defineError('tickets.too_many_mails', 429)

const partLength = 500_000
/** A machine may carry mail of many senders, a provider's most of all. */
const sendersOfHost = 20

/** Everybody's mail is taken to the business's own address; to others only where we gave them out. */
export const mailIn: MailIn = {
  async takes(scope, detail) {
    if (detail === null) return true
    const ticket = ticketOfToken(scope, detail)
    return ticket !== null && (await scope.records(tickets).find(ticket)) !== null
  },
  async keep(scope, mail) {
    const mails = scope.records(incomingMails)
    const headers = headersOf(mail.raw)
    const key = keyOf(mail, headers)
    if (await mails.first({ where: { key } })) return
    await refuseTooMany(scope, mail)
    const { id } = await mails.create({
      ...{ key, receiver: mail.to.slice(0, 330), host: mail.host.slice(0, 64), verdict: mail.verdict },
      envelopeSender: plainLine(mail.sender, 330),
      messageId: plainLine(headers.get('message-id') ?? '', 600),
    } as never)
    for (let at = 0; at < mail.raw.length; at += partLength) {
      const content = mail.raw.subarray(at, at + partLength).toString('base64')
      await scope.records(incomingMailParts).create({ mail: id, position: at / partLength, content })
    }
    await scope.later('tickets.takeMail', { mail: id }, { lane: 'mail' })
  },
}

/** The same Message-ID of another sender is another mail: nobody keeps a mail away by sending one first that looks like it. */
function keyOf({ raw, sender }: ArrivedMail, headers: ReadonlyMap<string, string>): string {
  const id = headers.get('message-id')
  const hash = createHash('sha256')
  return (id ? hash.update(JSON.stringify([id, headers.get('from') ?? '', sender])) : hash.update(raw)).digest('hex')
}

async function refuseTooMany(scope: Scope, { sender, host }: ArrivedMail): Promise<void> {
  const most = scope.setting<number>('tickets', 'mailsPerHour')
  const createdAt_gte = new Date(Date.parse(scope.clock.now()) - 3_600_000).toISOString()
  const count = (where: { envelopeSender: string } | { host: string }) =>
    scope.records(incomingMails).count({ where: { ...where, createdAt_gte } })
  const ofSender = sender === '' ? 0 : await count({ envelopeSender: plainLine(sender, 330) ?? '' })
  if (ofSender >= most || (await count({ host })) >= most * sendersOfHost) throw tooMany()
}

export async function sourceOf(scope: Scope, mail: string): Promise<Buffer> {
  const parts = await scope.records(incomingMailParts).list({ where: { mail }, sort: ['position', 'ASC'] })
  return Buffer.concat(parts.map(({ content }) => Buffer.from(content, 'base64')))
}
