import type { Letter, LetterParts } from '@guildhall/sdk'
import type { SendMailOptions } from 'nodemailer'
import type { TenantLanguage } from '../i18n/chain.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { type SecurityNotice, securityNotices } from '../identity/notices.ts'
import { type Mailbox, parseMailbox, requireLine, requireMailbox } from './address.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { composeLetter, type Look, type Letter as WrittenLetter, writeLetter } from './letter.ts'
import { linkTo } from './link.ts'

/** The mails of the core itself. A plugin's are `<namespace>:<template>`. */
export const accountMails = [
  'invitation',
  'reset',
  ...(Object.keys(securityNotices) as SecurityNotice[]),
  'tenantDeletion',
  'quotaNear',
  'quotaReached',
  'keyCreated',
  'actingBegun',
  'registration',
  'registrationJoin',
  'registrationKnown',
  'registrationWaiting',
  'registrationApproved',
  'registrationRefused',
  'business',
  'businessJoin',
  'copyReady',
  'erasureAsked',
  'erasureAccepted',
  'erasureRefused',
  'erasureDone',
] as const

export interface MailRequest {
  readonly to: Mailbox | string
  readonly template: (typeof accountMails)[number] | `${string}:${string}`
  /** The receiver's (BCP 47). */
  readonly language: string
  /** The receiver's (IANA), for instants. */
  readonly zone?: string
  /** Whose words and language the mail uses where the receiver's has none. */
  readonly tenant?: TenantLanguage
  /** Fill the text; `path` is where the button leads, below the public address. */
  readonly params: Readonly<Record<string, unknown>> & { readonly path?: string; readonly name?: string }
}

export interface Mailer {
  /** Resolves when the mail is handed over. Throws what the mail server says, so that a job tries again. */
  send(request: MailRequest): Promise<void>
  /** Writes a letter in the look of a tenant, from sentences of a plugin. */
  letter(tenant: TenantLanguage, parts: LetterParts): Promise<WrittenLetter>
  /** The same with a letter that is already written. */
  post(letter: Letter): Promise<void>
  close(): Promise<void>
}

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; without it mails go to the development inbox. */
  readonly smtpUrl?: string
  readonly inboxDir: string
  /** What links begin with. */
  readonly publicUrl: string
  /** `Name <address>` or an address. */
  readonly from: string
  readonly vocabulary: Vocabulary
  /** Told of every mail that was handed over, or refused. */
  readonly observe?: (outcome: 'sent' | 'failed') => void
  /** How mails of a tenant look. */
  readonly lookOf?: (tenantId: string) => Promise<Look | null>
}

export function createMailer({
  smtpUrl,
  inboxDir,
  publicUrl,
  from,
  vocabulary,
  lookOf,
  observe,
}: MailerOptions): Mailer {
  const sender = parseMailbox(from)
  const inbox = createInbox(inboxDir)
  // Loaded with the first mail: many a process never sends one.
  let carrier: Promise<Carrier> | undefined

  async function carry(message: SendMailOptions): Promise<void> {
    carrier ??= smtpUrl ? openTransport(smtpUrl) : openComposer(inbox)
    const { send } = await carrier
    await send(message).catch((error: unknown) => {
      observe?.('failed')
      throw error
    })
    observe?.('sent')
  }

  return {
    async send({ to, template, language, zone, tenant, params }) {
      const receiver = requireMailbox('to', to)
      if (tenant) await vocabulary.load(tenant.id)
      const t = vocabulary.translator(language, { ...(tenant && { tenant }), ...(zone && { zone }) })
      const { path, ...values } = params
      const look = tenant && (await lookOf?.(tenant.id))
      const letter = writeLetter(t, template, values, path === undefined ? undefined : linkTo(publicUrl, path), look)
      const message = {
        from: { name: sender.name ?? '', address: sender.address },
        to: { name: receiver.name ?? '', address: receiver.address },
        subject: requireLine('subject', letter.subject),
        text: letter.text,
        html: letter.html,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': t.language },
      }
      await carry(message)
    },
    async letter(tenant, { language, subject, name, paragraphs, button, notes = [] }) {
      await vocabulary.load(tenant.id)
      const t = vocabulary.translator(language, { tenant })
      return composeLetter(t, await lookOf?.(tenant.id), {
        ...{ subject, paragraphs },
        greeting: t(name ? 'core:mail.greeting' : 'core:mail.greetingWithoutName', { name }),
        ...(button && { button: { label: button.label, link: linkTo(publicUrl, button.path) } }),
        footer: [
          ...notes.map(({ text, path }) => ({ text, ...(path && { link: linkTo(publicUrl, path) }) })),
          { text: t('core:mail.footer') },
        ],
      })
    },
    post: ({ to, subject, text, html, headers, attachments = [], senderName, returnPath }) => {
      const receiver = requireMailbox('to', to)
      const envelope = returnPath && { from: requireMailbox('from', returnPath).address, to: receiver.address }
      return carry({
        from: { name: requireLine('from', senderName ?? sender.name ?? ''), address: sender.address },
        ...(envelope && { envelope }),
        to: { name: receiver.name ?? '', address: receiver.address },
        subject: requireLine('subject', subject),
        text,
        ...(html !== undefined && { html }),
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
        attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
      })
    },
    async close() {
      ;(await carrier)?.close()
    },
  }
}

interface Carrier {
  send(message: SendMailOptions): Promise<unknown>
  close(): void
}

async function openTransport(url: string): Promise<Carrier> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url,
    pool: true,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return { send: (message) => transport.sendMail(message), close: () => transport.close() }
}

/** Writes mails as they would be sent, and keeps them. */
async function openComposer(inbox: Inbox): Promise<Carrier> {
  const { createTransport } = await import('nodemailer')
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (message) => inbox.keep((await composer.sendMail(message)).message as Buffer),
    close: () => composer.close(),
  }
}
