import type { Sent } from '@guildhall/contract-notifications'
import type { Letter, Scope, Work } from '@guildhall/sdk'

/** A tenant's own way to send mail. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: 'starttls' | 'tls' | 'none'
  readonly user: string | null
  readonly password: string | null
  readonly from: string
  readonly fromName: string | null
}

/** Null where the tenant has not set one up whole. */
export function mailServerOf(scope: Scope): MailServer | null {
  const said = <T>(name: string) => scope.setting<T | null>('notifications', name) ?? null
  const [host, from] = [said<string>('smtpHost'), said<string>('smtpFrom')]
  if (!host || !from) return null
  return {
    ...{ host, from },
    port: said<number>('smtpPort') ?? 587,
    security: said<MailServer['security']>('smtpSecurity') ?? 'starttls',
    user: said<string>('smtpUser'),
    password: said<string>('smtpPassword'),
    fromName: said<string>('smtpFromName'),
  }
}

/** Hands a letter to it. A refusal for good (5yz, RFC 5321) is told as what came of it; all else is thrown, to be tried again. */
export async function post(work: Work, server: MailServer, letter: Letter): Promise<Sent> {
  const { to, subject, text, html, headers, returnPath } = letter
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    ...{ host: server.host, port: server.port, secure: server.security === 'tls' },
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user && { auth: { user: server.user, pass: server.password ?? '' } }),
    ...{ disableFileAccess: true, disableUrlAccess: true, greetingTimeout: 10_000, socketTimeout: 30_000 },
    // Who names the server need not be one who may look around in the network of ours.
    getSocket: (_options, done) => {
      work.outbound.connect(server.host, server.port).then(
        (connection) => done(null, { connection }),
        (error: Error) => done(error, {}),
      )
    },
  })
  try {
    const { response } = await transport.sendMail({
      from: { name: server.fromName ?? work.tenant.name, address: server.from },
      to: { name: to.name ?? '', address: to.address },
      ...{ subject, text, headers: { 'Auto-Submitted': 'auto-generated', ...headers } },
      ...(html !== undefined && { html }),
      ...(returnPath && { envelope: { from: returnPath, to: to.address } }),
    })
    return { outcome: 'sent', answer: response }
  } catch (error) {
    const { responseCode, response, command } = error as {
      responseCode?: number
      response?: string
      command?: string
    }
    // A wrong password or sender is the tenant's to mend, and mended soon; a mailbox that is not there stays so.
    const isForGood = (responseCode ?? 0) >= 500 && (command === 'RCPT TO' || command === 'DATA')
    if (isForGood && response) return { outcome: 'refused', answer: response }
    throw error
  } finally {
    transport.close()
  }
}
