import { DomainError } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import { mayGrant } from '../access/grant.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import type { Contexts } from '../tenancy/contexts.ts'
import { administrator, type Plans, type RoleContent, roleKey } from '../tenancy/plans.ts'
import type { Acting } from './acting.ts'
import { mayAct } from './begin.ts'
import { actingOver } from './errors.ts'

export interface ActingContextOptions {
  readonly engine: Engine
  readonly plans: Plans
  readonly contextFor: Contexts['contextFor']
}

export type ContextActing = (acting: Acting, requestId: string, fresh: boolean) => Promise<Context>

/**
 * The context of a person with another acting in it: the person's rights, `$me` and epochs, and an actor that names both. Whoever acts
 * must still be allowed to when it is made anew, which is whenever anything changed for one of the two.
 */
export function contextsActing({ engine, plans, contextFor }: ActingContextOptions): ContextActing {
  const known = new LRUCache<string, Context>({ max: 1_000 })
  return async (acting, requestId, fresh) => {
    const held = fresh ? undefined : known.get(acting.id)
    if (held) return { ...held, requestId }
    known.delete(acting.id)
    const made = await make(acting).catch((error: unknown) => {
      throw error instanceof DomainError ? actingOver() : error
    })
    known.set(acting.id, made)
    return { ...made, requestId }
  }

  async function make(acting: Acting): Promise<Context> {
    const { by, userId, tenant, actorId } = acting
    // His own first: what is read of the person after it is never older.
    const own = await contextFor({ userId: by.userId, tenantSlug: tenant.slug, fresh: true })
    const person = await contextFor({ userId, tenantSlug: tenant.slug, fresh: true })
    const name = person.actor.label
    const roles = (person.roles ?? []) as unknown as readonly RoleContent[]
    if (person.me !== acting.personId || !mayAct(own) || !roles.every((role) => isHeld(own, role))) throw actingOver()
    return Object.freeze({
      ...person,
      // Whoever acts is who reads.
      language: own.language,
      translate: own.translate,
      actor: { id: actorId, kind: 'acting' as const, label: by.name },
      acting: { ...acting, name },
    })
  }

  function isHeld(own: Context, role: RoleContent): boolean {
    const isWhole = own.plan.roles('people').some((held) => held.role.id === roleKey(administrator))
    const rules = isWhole ? plans.beyondArchetype(role, own.plugins) : plans.rules(role, own.plugins)
    return mayGrant(engine.registry, own.plan, rules).length === 0
  }
}
