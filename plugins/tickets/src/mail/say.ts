import { ticketMessages, tickets } from '@guildhall/contract-tickets'
import { DomainError, type Scope } from '@guildhall/sdk'
import { incomingMails } from './incoming.ts'
import { cut } from './plain.ts'
import type { Mail } from './read.ts'
import { type Named, senderCard } from './senders.ts'

/** What is said, and by whose mail. */
export interface Said {
  readonly mail: string
  readonly text: string
  readonly files: readonly string[]
}

const mostText = 20_000
const ended = ['resolved', 'closed']

/** A person says it himself, under his own rights: whoever may not write there is refused, as he would be in the backoffice. */
export async function sayAs(scope: Scope, ticket: string, said: Said): Promise<void> {
  const { status } = await scope.records(tickets).get(ticket)
  if (ended.includes(status)) await scope.records(tickets).act(ticket, 'reopen')
  const { text, files } = said
  const message = await scope.records(ticketMessages).create({ ticket, text, attachments: [...files] })
  await settle(scope, said.mail, { ticket, said: message.id })
}

export async function openAs(scope: Scope, mail: Mail, said: Said): Promise<void> {
  const ticket = await scope.records(tickets).create({ title: titleOf(scope, mail), kind: 'question' })
  await sayAs(scope, ticket.id, said)
}

/** Somebody without a login, as his mail names him, or one whom the desk vouches for: it is said in his name, by the plugin. */
export async function sayFor(scope: Scope, ticket: string, stranger: Named, said: Said): Promise<void> {
  await scope.asSystem('Said by mail', async (system) => {
    const { status } = await system.records(tickets).get(ticket)
    if (ended.includes(status)) await system.records(tickets).act(ticket, 'reopen')
    const sender = await senderCard(system, stranger)
    const { text, files } = said
    const values = { ticket, text, sender, attachments: [...files] }
    const message = await system.records(ticketMessages).create(values)
    await settle(system, said.mail, { ticket, said: message.id, sender, person: stranger.person })
  })
}

export async function openFor(scope: Scope, mail: Mail, stranger: Named, said: Said): Promise<void> {
  const ticket = await scope.asSystem('Asked by mail', async (system) => {
    const sender = await senderCard(system, stranger)
    const { client, person } = stranger
    const title = titleOf(system, mail)
    const values = { title, kind: 'question' as const, client, requester: person, sender }
    return system.records(tickets).create(values)
  })
  await sayFor(scope, ticket.id, stranger, said)
}

/** What a message says: the words, and below them what could not be kept of the mail. */
export function textOf(scope: Scope, words: string, notes: readonly string[]): string {
  const { language } = scope.tenant
  const below = notes.map((note) => `[${note}]`).join('\n')
  const all = words === '' ? scope.t('tickets:mail.noText', {}, language) : words
  const more = `[${scope.t('tickets:mail.cut', {}, language)}]`
  const room = mostText - cut(below, 5_000).length - more.length - 4
  const shown = all.length > room ? `${cut(all, room)}\n\n${more}` : all
  return [shown, cut(below, 5_000)].filter(Boolean).join('\n\n')
}

function titleOf(scope: Scope, { subject }: Mail): string {
  const plain = (subject ?? '')
    .replace(/^(\s*(re|fw|fwd|aw|sv|rép|răsp|răspuns|отв|ответ)\s*(\[\d+\])?\s*:)+/iu, '')
    .trim()
  return plain === '' ? scope.t('tickets:mail.noSubject', {}, scope.tenant.language) : cut(plain, 200)
}

/** Another process was at the same mail: what this one did is undone, and a next try finds it done. */
export class DoneMeanwhile extends Error {}

/** It stands with what was said, in the same transaction. */
async function settle(
  scope: Scope,
  mail: string,
  outcome: { ticket: string; said: string; sender?: string; person?: string | null },
): Promise<void> {
  await scope.asSystem('A mail was taken', async (system) => {
    const { status, version } = await system.records(incomingMails).get(mail)
    if (status !== 'waiting') throw new DoneMeanwhile()
    await system
      .records(incomingMails)
      .update(mail, { ...outcome, status: 'accepted', reason: null }, { version })
      .catch((error: unknown) => {
        throw error instanceof DomainError && error.code === 'records.stale' ? new DoneMeanwhile() : error
      })
  })
}
