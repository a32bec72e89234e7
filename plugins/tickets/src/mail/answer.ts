import { clients } from '@guildhall/contract-directory'
import { ticketAnswered, ticketMessages, ticketSenders, tickets } from '@guildhall/contract-tickets'
import type { LongJob, PluginSetup, Scope } from '@guildhall/sdk'
import { mailDomain, replyAddress, replyToken } from './address.ts'
import { threadOf } from './references.ts'

/** A public answer of the business goes by mail to who asked and has no login; whoever has one is told as he chose. */
export function answerByMail({ on }: Pick<PluginSetup, 'on'>): void {
  on(ticketAnswered, async ({ scope, event: { payload } }) => {
    if (payload.side !== 'business' || payload.visibility !== 'public' || scope.mailAddress() === null) return
    if (!(await receiverOf(scope, payload.ticket))) return
    await scope.later('tickets.sendAnswer', { message: payload.message }, { lane: `mail/${payload.ticket}` })
  })
}

export const sendAnswer: LongJob = {
  async steps(work) {
    const { message } = work.data as { message: string }
    const answer = await work.within((scope) => answerOf(scope, message))
    if (!answer) return
    const { to, language, subject, paragraphs, notes, headers, returnPath } = answer
    const letter = await work.letter({ language, subject, paragraphs, notes, ...(to.name && { name: to.name }) })
    await work.mail({ ...letter, to, headers, returnPath, senderName: work.tenant.name })
  },
}

/** Who is answered by mail alone. */
async function receiverOf(scope: Scope, id: string) {
  return scope.asSystem('Who is answered by mail', async (system) => {
    const ticket = await system.records(tickets).find(id)
    if (!ticket || ticket.requester !== null) return null
    const sender = ticket.sender && (await system.records(ticketSenders).find(ticket.sender))
    const client = ticket.client && (await system.records(clients).find(ticket.client))
    if (!sender || sender.blocked) return null
    return { ticket, name: sender.name, address: sender.address, language: client ? client.language : null }
  })
}

async function answerOf(scope: Scope, id: string) {
  const message = await scope.records(ticketMessages).find(id)
  const receiver = message?.visibility === 'public' ? await receiverOf(scope, message.ticket) : null
  const domain = mailDomain(scope)
  if (!message || !receiver || domain === null) return null
  const { ticket, name, address } = receiver
  const language = receiver.language ?? scope.tenant.language
  const t = (key: string, params: object) => scope.t(`tickets:mail.${key}`, { ...params }, language)
  const files = message.attachments.length
  const returnPath = replyAddress(scope, ticket.id) ?? ''
  return {
    to: { name: name === address ? '' : name, address },
    language,
    subject: `Re: ${ticket.title}`,
    paragraphs: [...message.text.split(/\n\s*\n/), ...(message.authorName ? [message.authorName] : [])],
    notes: [
      ...(files > 0 ? [{ text: t('withFiles', { count: files }) }] : []),
      { text: t('answerHere', { number: ticket.number }) },
    ],
    returnPath,
    headers: {
      ...(await threadOf(scope, ticket.id)),
      // The same at every try, so that a mailbox which got it already knows it.
      'Message-ID': `<${id}.${replyToken(scope, ticket.id)}@${domain}>`,
      'Auto-Submitted': 'no',
      'X-Loop': returnPath,
      'Content-Language': language,
    },
  }
}
