import { ticketMessages } from '@guildhall/contract-tickets'
import type { Scope } from '@guildhall/sdk'
import { incomingMails } from './incoming.ts'
import { plainLine } from './plain.ts'
import type { Mail } from './read.ts'

/** That an answer did not arrive is said on the ticket, among those who work here; it is answered by nothing. */
export async function noteBounce(scope: Scope, id: string, ticket: string | null, { report }: Mail): Promise<void> {
  const { language } = scope.tenant
  const receiver = told(report, 'Final-Recipient') ?? '?'
  const why = told(report, 'Diagnostic-Code') ?? told(report, 'Status') ?? '?'
  const text = scope.t('tickets:mail.bounced', { receiver, why }, language)
  const isFailed = /^failed\b/i.test(told(report, 'Action') ?? 'failed')
  const message =
    ticket !== null && isFailed
      ? await scope.records(ticketMessages).create({ ticket, text, visibility: 'internal' })
      : null
  await scope
    .records(incomingMails)
    .update(id, { status: 'refused', reason: 'bounce', ticket, said: message?.id ?? null })
}

/** `Final-Recipient: rfc822; ana@example.org` (RFC 3464 section 2.3): what stands behind the kind. */
function told(report: string | null, name: string): string | null {
  const [, value] = new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t]+.*)*)$`, 'im').exec(report ?? '') ?? []
  return value === undefined ? null : plainLine(value.replace(/^(rfc822|smtp|x-[a-z-]+);/i, ''), 300)
}
