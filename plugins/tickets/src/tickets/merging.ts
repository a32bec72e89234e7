import { ticketMessages, tickets } from '@guildhall/contract-tickets'
import { defineError, type RecordOf, type Scope } from '@guildhall/sdk'

type Ticket = RecordOf<(typeof tickets)['fields']>

const intoItself = defineError('tickets.merge_into_itself', 422)
const intoEnded = defineError('tickets.merge_into_ended', 409)
const otherClient = defineError('tickets.merge_other_client', 422)

/** Two tickets of one client about one thing; what another client said is never shown to him. */
export async function mergeGuard(scope: Scope, record: Ticket, into: string): Promise<void> {
  const field = (error: { readonly code: string }) => [{ path: 'into', code: error.code }]
  if (record.id === into) throw intoItself({}, field(intoItself))
  const target = await scope.records(tickets).get(into)
  if (target.status === 'closed' || target.status === 'resolved') throw intoEnded({}, field(intoEnded))
  if (target.client !== record.client || target.requester !== record.requester)
    throw otherClient({}, field(otherClient))
}

/** What was said goes over to the other, in its own order; both say where it came from. */
export async function sayMerged(scope: Scope, { id, number, title }: Ticket, into: string): Promise<void> {
  await scope.asSystem('Two tickets are one', async (system) => {
    const target = await system.records(tickets).get(into)
    const note = (ticket: string, text: string) =>
      system.records(ticketMessages).create({ ticket, text, visibility: 'internal' })
    for (const { id: message } of await system.records(ticketMessages).list({ where: { ticket: id } }))
      await system.records(ticketMessages).update(message, { ticket: into })
    await note(into, scope.t('tickets:merged.from', { number, title }, scope.tenant.language))
    await note(
      id,
      scope.t('tickets:merged.into', { number: target.number, title: target.title }, scope.tenant.language),
    )
  })
}
