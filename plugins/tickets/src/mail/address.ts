import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Scope } from '@guildhall/sdk'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const signatureLength = 13
const idLength = 26
/** What stands before the @ has at most 64 letters (RFC 5321 section 4.5.3.1.1). */
const mostBeforeAt = 64

/**
 * What names a ticket to whoever answers by mail: its id and 65 bits of an HMAC of it, in letters that no mail server changes (RFC 4648, base32). It
 * proves that we gave it, not who sends it back.
 */
export function replyToken(scope: Pick<Scope, 'keyFor' | 'tenant'>, ticket: string): string {
  return base32(Buffer.from(ticket.replaceAll('-', ''), 'hex')) + signatureOf(scope, ticket)
}

/** The ticket again; null for what was not given here. */
export function ticketOfToken(scope: Pick<Scope, 'keyFor' | 'tenant'>, token: string): string | null {
  if (!/^[a-z2-7]+$/.test(token) || token.length !== idLength + signatureLength) return null
  const hex = fromBase32(token.slice(0, idLength)).toString('hex')
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  const [given, expected] = [Buffer.from(token.slice(idLength)), Buffer.from(signatureOf(scope, id))]
  return timingSafeEqual(given, expected) ? id : null
}

/** Where answers about a ticket go; a business with a long name has one address for all, and answers are known by what they refer to. */
export function replyAddress(scope: Scope, ticket: string): string | null {
  const address = scope.mailAddress(replyToken(scope, ticket))
  return address !== null && address.lastIndexOf('@') > mostBeforeAt ? scope.mailAddress() : address
}

/** The Message-ID with which all about a ticket begins: no mail has it, every one of ours refers to it (RFC 5322 section 3.6.4). */
export function rootId(scope: Scope, ticket: string): string | null {
  const domain = mailDomain(scope)
  return domain && `<${replyToken(scope, ticket)}@${domain}>`
}

export const mailDomain = (scope: Pick<Scope, 'mailAddress'>) => scope.mailAddress()?.split('@').at(-1) ?? null

function signatureOf({ keyFor, tenant }: Pick<Scope, 'keyFor' | 'tenant'>, ticket: string): string {
  const signature = createHmac('sha256', keyFor('tickets.reply')).update(`${tenant.id} ${ticket}`).digest()
  return base32(signature).slice(0, signatureLength)
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
