import type { PersonContext, PluginSetup } from '@guildhall/sdk'
import { reportDeliveries } from './deliveries/deliveries.ts'
import { reportLinks } from './links/links.ts'
import { reportSchedules } from './schedules/schedules.ts'

/** Who is erased gets nothing more, and what he got is not written down any longer. */
export function forgetReceivers({ person }: Pick<PluginSetup, 'person'>): void {
  person.erasing(async ({ cards, scope }) => {
    const addresses = await addressesOf(cards, scope)
    const own = new Set(cards.map(({ resource, id }) => `${resource}/${id}`))
    const schedules = scope.records(reportSchedules)
    // They are few; those that rest in the archive say it, too. One that nobody else gets is of no use any more.
    for (const { id, outside, recipients } of await schedules.list({ archived: 'with' })) {
      const left = outside.filter(({ address, about }) => !addresses.has(address.toLowerCase()) && !own.has(about))
      if (left.length === outside.length) continue
      if (left.length + recipients.length > 0) await schedules.update(id, { outside: left })
      else await schedules.remove(id)
    }
    const links = scope.records(reportLinks)
    for (const { id } of await links.list({ where: { about_in: [...own] }, archived: 'with' })) await links.remove(id)
    const sent = scope.records(reportDeliveries)
    const people = cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
    while ((await sent.prune({ person_in: people })) > 0);
    while ((await sent.prune({ address_in: [...addresses] })) > 0);
    while ((await sent.prune({ about_in: [...own] })) > 0);
  })
}

async function addressesOf(cards: PersonContext['cards'], scope: PersonContext['scope']): Promise<Set<string>> {
  const found = await Promise.all(
    cards.map(({ resource, id }) => scope.records({ name: resource, fields: {} } as never).find(id)),
  )
  const emails = found.map((card) => (card as { email?: unknown } | null)?.email)
  return new Set(emails.filter((email) => typeof email === 'string').map((email) => email.toLowerCase()))
}
