import type { Thread } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'
import { replyAddress, rootId } from './address.ts'
import { incomingMails } from './incoming.ts'

/** Headers by which mail programs put what is said about a ticket together, and its answers come back to it (RFC 5322 section 3.6.4). */
export async function threadOf(scope: Scope, ticket: string): Promise<Record<string, string>> {
  const [address, root] = [replyAddress(scope, ticket), rootId(scope, ticket)]
  if (address === null || root === null) return {}
  const came = await scope
    .records(incomingMails)
    .list({ where: { ticket, status: 'accepted' }, sort: ['createdAt', 'DESC'], limit: 10 })
  const ids = came.flatMap(({ messageId }) => (messageId && /^<[^<>\s]+>$/.test(messageId) ? [messageId] : []))
  return {
    'Reply-To': address,
    'In-Reply-To': ids[0] ?? root,
    References: [root, ...ids.toReversed()].join(' '),
  }
}

/** What is told of a ticket can be answered by mail, where mail is taken. */
export async function mailThread({
  scope,
  record,
}: {
  readonly scope: Scope
  readonly record: string
}): Promise<Thread | null> {
  const returnPath = replyAddress(scope, record)
  return returnPath === null
    ? null
    : { returnPath, headers: { ...(await threadOf(scope, record)), 'X-Loop': returnPath } }
}
