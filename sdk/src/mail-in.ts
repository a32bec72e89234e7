import type { Scope } from './scope.ts'

/**
 * What the servers of whoever stands in `From` say of a mail (SPF, RFC 7208; DKIM, RFC 6376; DMARC, RFC 7489): `pass`, it is theirs; `fail`, it is
 * against what they allow; `unknown`, they say nothing, or could not be asked.
 */
export type MailVerdict = 'pass' | 'fail' | 'unknown'

/** A mail as it arrived by SMTP, for one receiver. Everything in it is what somebody outside says. */
export interface ArrivedMail {
  /** For whom, as the envelope has it. */
  readonly to: string
  /** What stands behind the plus of that address: `abc` of `studio+abc@…`. */
  readonly detail: string | null
  /** The envelope's sender; empty for what answers nothing (bounces, RFC 5321 section 4.5.5). */
  readonly sender: string
  /** The address of the machine that brought it. */
  readonly host: string
  /** Whether the address in `From` may be believed. */
  readonly verdict: MailVerdict
  /** The whole of it (RFC 5322). */
  readonly raw: Buffer
}

/**
 * Takes mail that is sent to a tenant: to `<slug>@<domain>` or `<slug>+<detail>@<domain>`, where the installation listens for mail. The first
 * plugin that is on and takes an address gets it.
 */
export interface MailIn {
  /** Whether mail to it is taken; what nobody takes is refused (550) before it is sent. In a scope of the plugin. */
  takes(scope: Scope, detail: string | null): Promise<boolean>
  /**
   * Keeps it, in one transaction; the other side is told that we have it when that is committed, and sends it again when it did not hear so. Work
   * is asked for here and done later. A domain error refuses: 413 as too large (552), 404 as unknown (550), anything else for now (451).
   */
  keep(scope: Scope, mail: ArrivedMail): Promise<void>
}
