import { createTransport, type SendMailOptions } from 'nodemailer'
import type { DnsResolver } from '../../../core/src/mail-in/options.ts'
import { type Member, openStudio, type Studio, type StudioOptions } from '../../../tests/studio.ts'
import { replyAddress } from '../src/mail/address.ts'

export type Row = { id: string; [name: string]: unknown }
export const domain = 'mail.guildhall.example'

/** The names that servers of senders are asked for. Everybody here sends from this machine. */
const names: Readonly<Record<string, string>> = {
  'TXT studio.example': 'v=spf1 ip4:127.0.0.1 -all',
  'TXT _dmarc.studio.example': 'v=DMARC1; p=reject',
  'TXT elsewhere.example': 'v=spf1 ip4:127.0.0.1 -all',
  'TXT bank.example': 'v=spf1 ip4:203.0.113.7 -all',
  'TXT _dmarc.bank.example': 'v=DMARC1; p=reject',
  'TXT strict.example': 'v=spf1 ip4:203.0.113.7 -all',
}

export const resolver: DnsResolver = async (name, type) => {
  if (name.endsWith('silent.example')) throw Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })
  const found = names[`${type} ${name.toLowerCase()}`]
  if (!found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  return [[found]]
}

export interface Sent {
  readonly code: number
  readonly said: string
}

export interface Post {
  readonly studio: Studio
  readonly admin: Member
  readonly worker: Member
  readonly client: Member
  readonly other: Member
  readonly port: number
  /** As a mail program does, by a real connection. */
  send(mail: SendMailOptions): Promise<Sent>
  /** Does what is to be done with what came. */
  work(): Promise<void>
  mails(filter?: object): Promise<Row[]>
  tickets(filter?: object): Promise<Row[]>
  heard(by: Member, ticket: Row): Promise<Row[]>
  settings(values: object): Promise<void>
  close(): Promise<void>
}

/** A studio with its people, that takes mail from any server on this machine. */
export async function openPost(options: StudioOptions = {}): Promise<Post> {
  const studio = await openStudio({ mailIn: { domain, resolver, largest: 300_000 }, ...options })
  const [admin, worker] = [await studio.person('Anna', 'admin'), await studio.person('Stan', 'worker')]
  const [client, other] = [await studio.person('Clara', 'client'), await studio.person('Carl', 'client')]
  for (const { id, email } of [client, other]) {
    const card = await admin.make('clients', { name: email, email })
    await studio.asSystem((scope) =>
      scope.records({ name: 'clients', fields: {} }).update(card.id, { person: id } as never),
    )
  }
  for (const member of [admin, worker, client, other]) await member.get('/auth/me')
  const port = (await studio.platform.mailIn?.listen({ host: '127.0.0.1', port: 0 })) ?? 0
  const found = async (by: Member, resource: string, filter: object) =>
    (await by.list(resource, filter, ['id', 'ASC'])).body as Row[]
  return {
    ...{ studio, admin, worker, client, other, port },
    async send(mail) {
      const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
      try {
        const { response } = await transport.sendMail({ to: `studio@${domain}`, ...mail })
        return { code: Number(response.slice(0, 3)), said: response }
      } catch (error) {
        const { responseCode, response } = error as { responseCode: number; response: string }
        if (!responseCode) throw error
        return { code: responseCode, said: response }
      } finally {
        transport.close()
      }
    },
    work: () => studio.platform.events.drain({ hurry: true }),
    mails: (filter = {}) => found(admin, 'incoming-mails', filter),
    tickets: (filter = {}) => found(admin, 'tickets', filter),
    heard: (by, { id }) => found(by, 'ticket-messages', { ticket: id }),
    async settings(values) {
      const answer = await admin.patch('/plugins/tickets/settings', values)
      if (answer.status !== 200) throw new Error(answer.text)
    },
    close: () => studio.close(),
  }
}

/** Where an answer to what the business says on a ticket is to go, as the backoffice's own words know it. */
export async function replyTo({ studio, admin }: Post, { id }: Row): Promise<string> {
  await admin.post('/ticket-messages', { ticket: id, text: 'We look at it.' })
  return studio.asSystem(async (scope) => replyAddress(scope, id) ?? '')
}
