import { v7 as uuid } from 'uuid'
import { bind } from '../database/statement.ts'
import type { Caller } from '../identity/journal.ts'
import { fingerprint, newSecret } from '../identity/secrets.ts'
import { readRoles, requireHeld } from '../people/grants.ts'
import { seesJournal } from '../people/sign-ins.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { invalid, notFound } from '../records/errors.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import type { Plans } from '../tenancy/plans.ts'
import { maySeeAs } from '../tenancy/seeing.ts'
import { longestActing } from './acting.ts'
import { actingForbidden, actingImpossible } from './errors.ts'
import { actingBegun } from './events.ts'
import { actorOf, endActing, findPerson, insertActing, tellBegun } from './statements.ts'

/** Who may change every person and every role. Somebody from a tenant above does not take a person's place. */
export const mayAct = (context: Context): boolean =>
  context.outside !== 'parent' && !context.key && !context.seeing && maySeeAs(context) && seesJournal(context)

export interface Begun {
  readonly token: string
  readonly until: string
}

/**
 * @throws 403 for who is no administrator, or has less rights than the person; 404; 409 for oneself, a superadmin and who cannot come in
 */
export async function beginActing(
  operation: Operation,
  plans: Plans,
  { person, reason }: { readonly person: string; readonly reason: string },
  { sessionId, name, caller }: { readonly sessionId: string; readonly name: string; readonly caller: Caller },
): Promise<Begun> {
  const { context, unit } = operation
  const { tenant, userId: by, clock } = context
  if (!mayAct(context)) throw actingForbidden()
  if (reason.trim() === '') throw invalid({}, [{ path: 'reason', code: 'validation.required' }])
  const [{ rows }] = await unit.run(bind(findPerson, tenant.id, person))
  const [found] = rows
  if (!found) throw notFound({ resource: 'people' })
  if (!found.isOpen || found.userId === by) throw actingImpossible()
  requireHeld(operation, plans, await readRoles(operation, found.roles))
  const [{ rows: actors }] = await unit.run(bind(actorOf, tenant.id, uuid(), person, by, name))
  const [id, token, at] = [uuid(), newSecret(), clock.now()]
  const until = new Date(Date.parse(at) + longestActing).toISOString()
  const [actor, why] = [actors[0], reason.trim()]
  unit.queue(
    bind(insertActing, tenant.id, id, fingerprint(token), sessionId, by, found.userId, person, actor, why, at, until),
  )
  unit.queue(bind(tellBegun, at, found.userId, tenant.id, caller.ip, caller.agent, by, why))
  unit.queue(historyOfAct(context, { id, kind: 'acting', action: 'begin', after: { person, reason: why, until } }))
  unit.queue(factOfAct(context, { name: actingBegun.name, key: `people/${person}`, payload: { id } }))
  return { token, until }
}

/** Nothing where it has ended by itself. */
export async function stopActing({ context, unit }: Operation, caller: Caller): Promise<void> {
  const { acting, tenant, clock } = context
  if (!acting) return
  unit.queue(bind(endActing, tenant.id, acting.id, clock.now(), caller.ip, caller.agent))
  unit.queue(historyOfAct(context, { kind: 'acting', action: 'end', after: { acting: acting.id } }))
}
