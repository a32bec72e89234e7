import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { type ReadableMessage, readMessage } from '../src/mail/message.ts'

export interface KeptMail extends ReadableMessage {
  /** Whom the envelope names, as the server was told. */
  readonly receivers: readonly string[]
  readonly raw: string
}

/** A real SMTP server on this machine that keeps what it gets. */
export interface TestSmtp {
  readonly url: string
  readonly mails: readonly KeptMail[]
  /** The next mail to a receiver, or the one that is already there and was not asked for yet. */
  next(receiver: string, timeout?: number): Promise<KeptMail>
  /** Refuses the next mails with a temporary error, as a busy server does. */
  refuse(times: number): void
  /** Takes the next mail whose subject has this in it and never says so, as one whose connection is cut at the worst moment. */
  swallow(subject: string): void
  close(): Promise<void>
}

export async function startTestSmtp(): Promise<TestSmtp> {
  const mails: KeptMail[] = []
  const given = new Set<KeptMail>()
  const waiting = new Set<() => void>()
  let refusals = 0
  let swallowed: string | null = null

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusals > 0) {
          refusals--
          return done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
        }
        const raw = Buffer.concat(chunks)
        const mail = { ...readMessage(raw), receivers: receiversOf(session), raw: raw.toString('utf8') }
        mails.push(mail)
        for (const look of waiting) look()
        if (swallowed === null || !mail.subject.includes(swallowed)) return done()
        swallowed = null
      })
    },
  })
  // Who is killed in the middle hangs up.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    next(receiver, timeout = 5_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => finish(() => reject(new Error(`No mail to ${receiver} within ${timeout} ms`))),
          timeout,
        )
        const finish = (end: () => void) => {
          clearTimeout(timer)
          waiting.delete(look)
          end()
        }
        const look = () => {
          const mail = mails.find((each) => !given.has(each) && each.receivers.includes(receiver))
          if (!mail) return
          given.add(mail)
          finish(() => resolve(mail))
        }
        waiting.add(look)
        look()
      })
    },
    refuse(times) {
      refusals = times
    },
    swallow(subject) {
      swallowed = subject
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function receiversOf(session: SMTPServerSession): string[] {
  return session.envelope.rcptTo.map(({ address }) => address)
}
