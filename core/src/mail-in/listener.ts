import type { AddressInfo } from 'node:net'
import { DomainError } from '@guildhall/sdk'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { MailInOptions } from './options.ts'
import type { Receiver, Receivers } from './receivers.ts'
import { refusal, replyFor } from './replies.ts'
import { verifySender } from './verify.ts'

/** Takes mail from other mail servers (SMTP, RFC 5321). */
export interface MailListener {
  /** Gives the port it listens on. */
  listen(at: { readonly host: string; readonly port: number }): Promise<number>
  close(): Promise<void>
}

export interface ListenerOptions extends MailInOptions {
  readonly receivers: Receivers
  readonly onError: (error: unknown) => void
}

/**
 * Says 250 when a mail is kept, and not before: who hears nothing sends it again. It takes what is for its tenants and relays nothing; each
 * receiver is looked for before the mail is sent.
 */
export async function openListener(options: ListenerOptions): Promise<MailListener> {
  const { domain, largest, tls, receivers, onError } = options
  const { SMTPServer } = await import('smtp-server')
  const known = new WeakMap<SMTPServerSession, Map<string, Receiver>>()
  const server = new SMTPServer({
    ...{ name: domain, size: largest, authOptional: true, logger: false, disableReverseLookup: true },
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...tls,
    ...{ maxClients: 100, socketTimeout: 60_000, closeTimeout: 5_000 },
    onMailFrom(_address, session, done) {
      known.set(session, new Map())
      done()
    },
    onRcptTo({ address }, session, done) {
      const found = known.get(session)
      if (!found || found.size >= mostReceivers) return done(refusal(452))
      receivers.find(address).then(
        (receiver) => {
          if (!receiver) return done(refusal(550))
          found.set(address, receiver)
          done()
        },
        (error: unknown) => {
          onError(error)
          done(refusal(451))
        },
      )
    },
    onData(stream, session, done) {
      const named = session.envelope.rcptTo.flatMap(({ address }) => known.get(session)?.get(address) ?? [])
      take(stream, session, named, options).then(
        () => done(),
        (error: unknown) => {
          if (!(error instanceof DomainError) && !('responseCode' in (error as object))) onError(error)
          done(replyFor(error))
        },
      )
    },
  })
  // A connection that breaks off is the other side's affair.
  server.on('error', onError)
  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject)
        server.listen(port, host, () => resolve((server.server.address() as AddressInfo).port))
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const mostReceivers = 20

async function take(
  stream: SMTPServerDataStream,
  { envelope, remoteAddress, hostNameAppearsAs }: SMTPServerSession,
  receivers: readonly Receiver[],
  { domain, resolver, largest }: MailInOptions,
): Promise<void> {
  const raw = await read(stream, largest)
  const sender = envelope.mailFrom ? envelope.mailFrom.address : ''
  const brought = { raw, sender, host: plainHost(remoteAddress) }
  const verdict = await verifySender({ ...brought, helo: hostNameAppearsAs || brought.host }, domain, resolver)
  for (const receiver of receivers) await keep(receiver, { ...brought, verdict })
}

/** Where two bring the same at once, who comes second sees the first one's. */
async function keep(receiver: Receiver, mail: Parameters<Receiver['keep']>[0]): Promise<void> {
  await receiver.keep(mail).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'records.duplicate') return receiver.keep(mail)
    throw error
  })
}

async function read(stream: SMTPServerDataStream, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += (chunk as Buffer).length
    // What is too much is still read to its end, else the other side does not hear why.
    if (size <= largest) chunks.push(chunk as Buffer)
  }
  if (size > largest || stream.sizeExceeded) throw refusal(552)
  return Buffer.concat(chunks)
}

/** An IPv4 address that came by an IPv6 socket is itself again. */
const plainHost = (address: string) => address.replace(/^::ffff:/, '')
