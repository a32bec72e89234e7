import { tickets } from '@guildhall/contract-tickets'
import { DomainError, type LongJob, type RecordOf, type Scope, type Work } from '@guildhall/sdk'
import { mailDomain } from './address.ts'
import { noteBounce } from './bounce.ts'
import { keepAttachments } from './files.ts'
import { forgetSource, type Held, incomingMails, type Refused } from './incoming.ts'
import { sourceOf } from './keep.ts'
import { type Mail, readMail } from './read.ts'
import { refusalOf } from './refuse.ts'
import { openAs, openFor, type Said, sayAs, sayFor, textOf } from './say.ts'
import { type Named, senderCard } from './senders.ts'
import { answeredTicket } from './thread.ts'
import { type Way, wayFor } from './way.ts'
import { whoseAddress } from './who.ts'

export type Incoming = RecordOf<typeof incomingMails.fields>

/**
 * Makes of a mail what is to become of it. What it does stands in one transaction with the mail's own state, so that a second try finds it done; files
 * of a try that was cut off are named by nobody and collected.
 */
export const takeMail: LongJob = {
  async steps(work) {
    const { mail: id } = work.data as { mail: string }
    const kept = await work.within(async (scope) => {
      const row = await scope.records(incomingMails).find(id)
      return row?.status === 'waiting' ? { row, raw: await sourceOf(scope, id) } : null
    })
    if (!kept) return
    const mail = await readMail(kept.raw).catch(() => null)
    if (!mail) return work.within((scope) => hold(scope, id, 'unreadable'))
    await describe(work, kept.row, mail, kept.raw)
    await follow(work, kept.row, mail, await work.within((scope) => choose(scope, kept.row, mail)))
    await work.within(async (scope) => {
      const { status } = await scope.records(incomingMails).get(id)
      if (status !== 'held') await forgetSource(scope, id)
    })
  },
}

async function describe(work: Work, row: Incoming, mail: Mail, raw: Buffer): Promise<void> {
  const { subject, from, text } = mail
  const bytes = { name: `${row.createdAt.slice(0, 10)}.eml`, bytes: raw, for: 'incoming-mails.original' } as const
  const original = row.original.length > 0 ? null : await work.keepFile(bytes).catch(refusedFile)
  await work.within((scope) =>
    scope.asSystem('What a mail says', (system) =>
      system.records(incomingMails).update(row.id, {
        ...{ subject, text, fromName: from?.name ?? null, fromAddress: from?.address.slice(0, 320) ?? null },
        ...(original && { original: [original] }),
      }),
    ),
  )
}

/** A mail whose original is too large to be kept as a file is taken all the same. */
function refusedFile(error: unknown): null {
  if (error instanceof DomainError && error.status < 500) return null
  throw error
}

async function choose(scope: Scope, row: Incoming, mail: Mail): Promise<Way> {
  const refused = refusalOf(mail, mailDomain(scope) ?? '', row.envelopeSender ?? '')
  const answered = await answeredTicket(scope, row.receiver, mail)
  if (refused === 'bounce') return { way: 'bounce', ticket: answered }
  if (refused && row.decidedBy === null) return { way: 'refuse', reason: refused }
  if (!mail.from) return { way: 'hold', reason: 'unreadable' }
  const who = await whoseAddress(scope, mail.from.address)
  const ticket = row.target ?? answered
  return wayFor(scope, { row, who, ticket: ticket === null ? null : await scope.records(tickets).find(ticket) })
}

async function follow(work: Work, row: Incoming, mail: Mail, chosen: Way): Promise<void> {
  const { id } = row
  if (chosen.way === 'refuse') return work.within((scope) => refuse(scope, id, chosen.reason))
  if (chosen.way === 'hold') return work.within((scope) => hold(scope, id, chosen.reason, chosen.ticket, mail))
  if (chosen.way === 'bounce') return work.within((scope) => noteBounce(scope, id, chosen.ticket, mail))
  if (chosen.way === 'person') return speakAs(work, row, mail, chosen)
  const said = await saying(work, row, mail, null, chosen.ticket !== null)
  const stranger: Named = { ...chosen.stranger, name: mail.from?.name ?? null, address: mail.from?.address ?? '' }
  const { ticket } = chosen
  return work.within((scope) => (ticket ? sayFor(scope, ticket, stranger, said) : openFor(scope, mail, stranger, said)))
}

/** What he may not say there he asks anew; who may not ask either waits for the desk. */
async function speakAs(work: Work, row: Incoming, mail: Mail, { person, ticket }: Extract<Way, { way: 'person' }>) {
  await work.within((scope) =>
    scope.asSystem('Whose mail it is', (system) => system.records(incomingMails).update(row.id, { person })),
  )
  const tried = async (step: (said: Said) => (scope: Scope) => Promise<void>, isAnswer: boolean): Promise<boolean> => {
    try {
      const said = await saying(work, row, mail, person, isAnswer)
      await work.withinAs(person, step(said))
      return true
    } catch (error) {
      if (error instanceof DomainError && error.status < 500) return false
      throw error
    }
  }
  if (ticket !== null && (await tried((said) => (scope) => sayAs(scope, ticket, said), true))) return
  if (await tried((said) => (scope) => openAs(scope, mail, said), false)) return
  await work.within((scope) => hold(scope, row.id, ticket ? 'notOnTicket' : 'notAllowed', ticket, mail))
}

async function saying(work: Work, row: Incoming, mail: Mail, as: string | null, isAnswer: boolean): Promise<Said> {
  const { ids, refused } = await keepAttachments(work, mail.attachments, as)
  const words = isAnswer ? mail.said : mail.text
  return { mail: row.id, files: ids, text: await work.within(async (scope) => textOf(scope, words, refused)) }
}

async function refuse(scope: Scope, id: string, reason: Refused): Promise<void> {
  await scope.records(incomingMails).update(id, { status: 'refused', reason })
}

async function hold(scope: Scope, id: string, reason: Held, ticket: string | null = null, mail?: Mail): Promise<void> {
  const from = mail?.from
  const sender =
    from &&
    (await scope.asSystem('Whose mail is held', (system) =>
      senderCard(system, { ...from, client: null, person: null }),
    ))
  await scope.records(incomingMails).update(id, { status: 'held', reason, ticket, ...(sender && { sender }) })
}
