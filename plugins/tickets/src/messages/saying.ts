import { ticketAnswered, ticketMessages, ticketSenders, tickets } from '@guildhall/contract-tickets'
import { type PluginSetup, resourceToken, type Scope, text } from '@guildhall/sdk'

const people = resourceToken('people', { name: text(), kind: text() })

/** A message knows who said it and for which side; an answer stops the clock of the first one, and a client's wakes what waited for him. */
export function sayMessages({ before, after }: PluginSetup): void {
  before.create(ticketMessages, async ({ next, scope }) => ({
    ...(await speakerOf(scope, next.sender)),
    client: (await scope.records(tickets).find(next.ticket))?.client ?? null,
  }))
  after.create(ticketMessages, async ({ record, scope }) => {
    const { id, ticket, side, visibility, sender } = record
    if (scope.me !== null || sender !== null)
      await scope.asSystem('A ticket was answered', (system) => move(system, ticket, { side, visibility }))
    await scope.emit(ticketAnswered, { ticket, message: id, side, visibility })
  })
}

async function speakerOf(scope: Scope, sender: string | null) {
  if (sender !== null) {
    const card = await scope.records(ticketSenders).find(sender)
    return { side: 'client' as const, authorName: card?.name ?? null }
  }
  const { me } = scope
  if (me === null) return { side: 'business' as const, authorName: scope.tenant.name }
  const person = await scope.asSystem('Who says it', (system) => system.records(people).find(me))
  const side = person?.kind === 'client' ? ('client' as const) : ('business' as const)
  return { author: me, authorName: person?.name ?? null, side }
}

async function move(
  scope: Scope,
  id: string,
  { side, visibility }: { readonly side: string; readonly visibility: string },
): Promise<void> {
  const ticket = await scope.records(tickets).get(id)
  const now = scope.clock.now()
  const isAnswer = side === 'business' && visibility === 'public' && ticket.answeredAt === null
  if (side === 'client' && ticket.status === 'waiting') await scope.records(tickets).act(id, 'resume')
  await scope.records(tickets).update(id, {
    ...(visibility === 'public' && { lastMessageAt: now }),
    ...(isAnswer && { answeredAt: now, answerDueAt: null }),
  })
}
