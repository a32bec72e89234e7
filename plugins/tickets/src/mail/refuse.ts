import type { Refused } from './incoming.ts'
import type { Mail } from './read.ts'

/**
 * Why nothing may come of a mail: no person wrote it (RFC 3834 section 2), or it is one of ours that came back. What is answered to such mails is
 * answered by the next machine, for ever.
 */
export function refusalOf(
  { headers, from, messageId, report }: Mail,
  domain: string,
  envelopeSender: string,
): Refused | null {
  const says = (name: string) => headers.get(name)?.toLowerCase() ?? ''
  if (report !== null) return 'bounce'
  if (isOurs(from?.address, domain)) return 'ownAddress'
  if (headers.has('x-loop') || isOurs(messageId?.replace(/[<>]/g, ''), domain)) return 'loop'
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return 'list'
  if (/\b(bulk|junk|list)\b/.test(says('precedence'))) return 'bulk'
  const submitted = says('auto-submitted').split(/[;\s]/)[0]
  const isAutomatic = (submitted && submitted !== 'no') || headers.has('x-autoreply') || headers.has('x-autorespond')
  if (isAutomatic || says('x-auto-response-suppress').match(/\b(all|oof|autoreply)\b/) || envelopeSender === '')
    return 'automatic'
  return null
}

const isOurs = (address: string | undefined, domain: string) => address?.toLowerCase().endsWith(`@${domain}`) ?? false
