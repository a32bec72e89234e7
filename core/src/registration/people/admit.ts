import { DomainError } from '@guildhall/sdk'
import { bind } from '../../database/statement.ts'
import { addPersonTo } from '../../people/add.ts'
import type { Context } from '../../records/context.ts'
import type { Engine, Operation } from '../../records/engine.ts'
import { duplicate } from '../../records/errors.ts'
import { factOfAct, historyOfAct } from '../../records/record-act.ts'
import { refusalOf } from '../../records/refusals.ts'
import { type ContextSource, transact } from '../../records/transact.ts'
import { peopleFull } from '../../tenancy/quotas/quotas.ts'
import { alreadyHere, rolesGone } from '../errors.ts'
import { registrationVerified } from './events.ts'
import type { RegistrationSettings } from './settings.ts'
import * as sql from './statements.ts'

/** Makes whoever asked a person of the tenant, in the transaction that takes his registration. @returns false where another did */
export async function admitTo(
  operation: Operation,
  id: string,
  from: 'unverified' | 'waiting',
  { kind, roles }: RegistrationSettings,
): Promise<boolean> {
  const { context, unit } = operation
  const { tenant, clock } = context
  const [{ rows }] = await unit.run(bind(sql.claim, tenant.id, id, from, 'admitted', clock.now(), null))
  const [claimed] = rows
  if (!claimed) return false
  if (roles.length === 0) throw rolesGone()
  const { email, name, language, zone, hash } = claimed
  const person = await addPersonTo(operation, {
    ...{ email, name, kind, roles, isIn: true },
    ...(language && { language }),
    ...(zone && { zone }),
    ...(hash && { hash }),
  })
  unit.queue(bind(sql.settle, tenant.id, id, person.id))
  unit.queue(bind(sql.forgetSecrets, tenant.id, id))
  unit.queue(bind(sql.forgetOthers, tenant.id, id, email))
  return true
}

/** His address is verified; an administrator decides. @returns false where another did so */
export async function putWaiting(operation: Operation, id: string): Promise<boolean> {
  const { context, unit } = operation
  const { tenant, clock } = context
  const [{ rows }] = await unit.run(bind(sql.claim, tenant.id, id, 'unverified', 'waiting', clock.now(), null))
  if (!rows[0]) return false
  unit.queue(bind(sql.forgetOthers, tenant.id, id, rows[0].email))
  tell(operation, registrationVerified.name, id)
  return true
}

export function tell({ context, unit, engine }: Operation, name: string, id: string): void {
  unit.queue(factOfAct(context, { name, key: `registrations/${id}`, payload: { id } }))
  unit.afterCommit(() => engine.nudge(context.tenant.id))
}

/** What is decided is kept with the past of the tenant, without what is personal in it. */
export function keepDecision({ context, unit }: Operation, id: string, action: 'approve' | 'refuse' | 'admit'): void {
  unit.queue(historyOfAct(context, { kind: 'registration', action, after: { registration: id } }))
}

/** One transaction, whose refusals are in words. */
export async function inWords<T>(
  engine: Engine,
  source: ContextSource,
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  try {
    return await transact(engine, source, work)
  } catch (error) {
    const refusal = refusalOf(error, engine.registry, engine.registry.model('people'))
    if (refusal instanceof DomainError && refusal.code === duplicate.code) throw alreadyHere()
    throw refusal
  }
}

export const isFull = (error: unknown): boolean => error instanceof DomainError && error.code === peopleFull.code

/** The system's work, said to be done by somebody. */
export const inNameOf =
  (source: ContextSource, by: Context | null): ContextSource =>
  async (fresh) => {
    const context = await source(fresh)
    return by ? { ...context, actor: by.actor } : context
  }
