import { ticketMessages } from '@guildhall/contract-tickets'
import type { PluginSetup } from '@guildhall/sdk'

/** What a client said goes with him; what somebody of the business said stays, without his name. */
export function forgetAuthors({ person }: Pick<PluginSetup, 'person'>): void {
  person.erasing(async ({ cards, scope }) => {
    const those = (name: string) => cards.filter(({ resource }) => resource === name).map(({ id }) => id)
    const messages = scope.records(ticketMessages)
    for (;;) {
      const said = await messages.list({
        where: {
          $or: [{ author_in: those('people') }, { sender_in: those('ticket-senders') }],
          authorName_null: false,
        },
        limit: 500,
      })
      for (const { id } of said) await messages.update(id, { authorName: null })
      if (said.length < 500) return
    }
  })
}
