import { DomainError } from '@guildhall/sdk'

/** What a mail server is told. They speak English among each other (RFC 5321 section 4.2), with a code of RFC 3463. */
const replies = {
  451: '4.7.1 Not now. Try again later',
  452: '4.5.3 Too many recipients',
  550: '5.1.1 No such mailbox here',
  552: '5.3.4 Message too large',
} as const

export function refusal(code: keyof typeof replies): Error & { readonly responseCode: number } {
  return Object.assign(new Error(replies[code]), { responseCode: code })
}

/** How what a plugin throws is said: only what is so for good is refused for good. */
export function replyFor(error: unknown): Error & { readonly responseCode: number } {
  if (error instanceof Error && 'responseCode' in error) return error as Error & { readonly responseCode: number }
  const status = error instanceof DomainError ? error.status : 0
  return refusal(status === 413 ? 552 : status === 404 ? 550 : 451)
}
