import type pg from 'pg'
import { requireAdministratorBut } from '../people/administrators.ts'
import { readRoles, requireHeld } from '../people/grants.ts'
import type { Person } from '../people/people.ts'
import type { Operation } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import type { Plans } from '../tenancy/plans.ts'
import { type Card, standsForPerson } from './about.ts'
import { asking, circleOf, refuseSuperadmin } from './erase.ts'
import { alreadyErased } from './errors.ts'
import { selectWhole } from './marks.ts'
import { erasedMark } from './neutral.ts'

/**
 * Whether somebody may be erased, by all cards that stand for him.
 * @throws 404, 403 for one who holds more than who asks, 409 for a superadmin, the last administrator and who is erased already
 */
export async function requireErasable(operation: Operation, pool: pg.Pool, plans: Plans, card: Card): Promise<void> {
  const { context, engine } = operation
  const ask = asking(operation)
  const model = engine.registry.models.get(card.resource)
  if (!model || !standsForPerson(model)) throw notFound()
  const [record] = await ask(selectWhole(context.tenant.id, model, [card.id]))
  if (!record) throw notFound()
  if (model.title && String(record[model.title] ?? '').startsWith(erasedMark)) throw alreadyErased()
  const circle = await circleOf(operation, card)
  const ids = circle.cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
  if (ids.length === 0) return
  await refuseSuperadmin(pool, context.tenant.id, ids)
  for (const person of (await ask(
    selectWhole(context.tenant.id, engine.registry.model('people'), ids),
  )) as unknown as Person[]) {
    const roles = await readRoles(operation, person.roles)
    if (person.id !== context.me) requireHeld(operation, plans, roles)
    if (person.status === 'active' && roles.some(plans.administers))
      await requireAdministratorBut(operation, plans, person.id)
  }
}
