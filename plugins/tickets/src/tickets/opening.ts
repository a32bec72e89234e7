import { clients } from '@guildhall/contract-directory'
import { ticketAssigned, ticketMessages } from '@guildhall/contract-tickets'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { dueFrom } from '../deadlines/due.ts'
import { warnOfStranger } from './strangers.ts'
import { tickets } from './tickets.ts'

/** A ticket knows whose it is and until when it is due; whoever is to solve it is told. */
export function openTickets({ before, after }: PluginSetup): void {
  before.create(tickets, async ({ next, scope }) => ({
    ...(await partyOf(scope, next)),
    ...(await dueFrom(scope, next, scope.clock.now())),
    ...(next.assignee && { status: 'open' as const }),
  }))
  before.update(tickets, async ({ next, previous, scope }) => ({
    ...(next.priority !== previous.priority &&
      (next.status === 'new' || next.status === 'open') &&
      (await dueFrom(scope, next, previous.createdAt))),
    ...(next.assignee && next.status === 'new' && { status: 'open' as const }),
  }))
  after.write(tickets, async ({ record, previous, scope }) => {
    const { assignee } = record
    if (assignee && assignee !== previous?.assignee && assignee !== scope.me)
      await scope.emit(ticketAssigned, { ticket: record.id, person: assignee })
    if (assignee !== previous?.assignee) await warnOfStranger(scope, record)
  })
  after.action(tickets, 'resolve', ({ record, input, scope }) => sayIn(scope, record.id, input.answer))
  after.action(tickets, 'reopen', ({ record, input, scope }) => sayIn(scope, record.id, input.reason))
}

interface Party {
  readonly client: string | null
  readonly company: string | null
  readonly requester: string | null
}

/**
 * Somebody with a client's card asks as that client, for his company where he has only one; whoever writes down what a client asked asks in his
 * name.
 */
async function partyOf(scope: Scope, { client, company, requester }: Party) {
  return scope.asSystem('Whose ticket it is', async (system) => {
    const own = requester === null ? null : await system.records(clients).first({ where: { person: requester } })
    if (!own) return client === null ? {} : { requester: (await system.records(clients).find(client))?.person ?? null }
    const [only, ...others] = own.companies
    return {
      ...(client === null && { client: own.id }),
      ...(company === null && only && others.length === 0 && { company: only }),
    }
  })
}

async function sayIn(scope: Scope, ticket: string, said: string | null | undefined): Promise<void> {
  const text = said?.trim()
  if (text) await scope.records(ticketMessages).create({ ticket, text })
}
