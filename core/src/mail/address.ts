import { defineError } from '@guildhall/sdk'

export const unsafeHeader = defineError<{ header: string }>('mail.unsafe_header', 422)

/** One receiver or sender: a bare address, or a name with it. */
export interface Mailbox {
  readonly name?: string
  readonly address: string
}

const control = /[\p{Cc}\u2028\u2029]/u
/** One mailbox and nothing else: no list, no comment, no quoted part. Looser in letters than RFC 5321, tighter in form. */
const single = /^[^\s@<>(),:;"'[\]\\]{1,64}@[^\s@<>(),:;"'[\]\\]{1,255}$/u

/**
 * Refuses what could become a second header or a second receiver.
 * @throws `mail.unsafe_header` (422)
 */
export function requireMailbox(header: 'to' | 'from', mailbox: Mailbox | string): Mailbox {
  const { name, address } = typeof mailbox === 'string' ? { name: undefined, address: mailbox } : mailbox
  if (!single.test(address) || control.test(address) || (name && control.test(name))) throw unsafeHeader({ header })
  return { address, ...(name && { name }) }
}

export function requireLine(header: string, text: string): string {
  if (control.test(text)) throw unsafeHeader({ header })
  return text
}

/** `Guildhall <post@example.org>` or a bare address, as settings write it. */
export function parseMailbox(text: string): Mailbox {
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? []
  return requireMailbox('from', address ? { address: address.trim(), ...(name && { name }) } : text.trim())
}
