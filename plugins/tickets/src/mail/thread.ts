import { tickets } from '@guildhall/contract-tickets'
import type { Scope } from '@guildhall/sdk'
import { mailDomain, ticketOfToken } from './address.ts'
import { incomingMails } from './incoming.ts'
import type { Mail } from './read.ts'

/**
 * Which ticket a mail answers: the one whose address it was sent to, else the one whose mails it refers to. What its subject says counts for
 * nothing, for anybody can write a number. Merged tickets lead to what they became.
 */
export async function answeredTicket(scope: Scope, receiver: string, { answers }: Mail): Promise<string | null> {
  const found = ofAddress(scope, receiver) ?? (await ofReferences(scope, answers))
  return found && (await standing(scope, found))
}

function ofAddress(scope: Scope, receiver: string): string | null {
  const [, detail] = /\+([^@]+)@/.exec(receiver.toLowerCase()) ?? []
  return detail === undefined ? null : ticketOfToken(scope, detail)
}

async function ofReferences(scope: Scope, answers: readonly string[]): Promise<string | null> {
  const domain = mailDomain(scope)
  for (const id of answers) {
    const [, token, at] = /^<(?:[^@]*\.)?([a-z2-7]+)@([^>]+)>$/i.exec(id) ?? []
    const ours = token && at?.toLowerCase() === domain ? ticketOfToken(scope, token.toLowerCase()) : null
    if (ours) return ours
  }
  const known = await scope
    .records(incomingMails)
    .list({ where: { messageId_in: [...answers], status: 'accepted', ticket_null: false } })
  return answers.flatMap((id) => known.find(({ messageId }) => messageId === id)?.ticket ?? [])[0] ?? null
}

const mostMerges = 20

async function standing(scope: Scope, id: string): Promise<string | null> {
  let ticket = await scope.records(tickets).find(id)
  for (let merged = 0; ticket?.mergedInto && merged < mostMerges; merged++)
    ticket = await scope.records(tickets).find(ticket.mergedInto)
  return ticket?.id ?? null
}
