import type { Actor, Archetype, Clock, TenantInfo } from '@guildhall/sdk'
import type { AccessContext } from '../access/memory.ts'
import { resolveMoment } from '../access/moment.ts'
import type { AccessPlan } from '../access/plan.ts'
import type { NamedActing } from '../acting/acting.ts'
import type { BindContext } from '../database/assemble.ts'
import type { Entry } from '../database/unit.ts'
import type { Polyglot } from '../i18n/translator.ts'
import type { Key } from '../keys/ring.ts'
import type { Brand } from '../tenancy/load.ts'
import type { Quotas } from '../tenancy/quotas/quotas.ts'
import type { Seen } from '../tenancy/seeing.ts'

/** Everything a request, job or handler may do, computed once and frozen: the base of every scope. */
export interface Context {
  readonly tenant: TenantInfo & { readonly epoch: number }
  readonly actor: Actor
  readonly userId: string | null
  readonly userEpoch: number
  readonly me: string | null
  readonly language: string
  readonly zone: string
  /** The languages the tenant has on; null for all that are offered. */
  readonly languages: readonly string[] | null
  /** How it looks, where it has a look of its own. */
  readonly brand?: Brand
  /** What the tenant may have at most; absent for most of them. */
  readonly quotas?: Quotas
  /** Plugins that are on, `core` among them. */
  readonly plugins: ReadonlySet<string>
  readonly settings: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly plan: AccessPlan
  readonly clock: Clock
  /** Why the actor's limits are lifted, where they are. */
  readonly reason?: string
  readonly requestId?: string
  /** The acting person's roles; none for those from outside and for code. */
  readonly roles?: readonly { readonly id: string; readonly name: string; readonly archetype: Archetype }[]
  /** Who is none of the tenant's people and acts for it: a superadmin, or an administrator of a tenant above. */
  readonly outside?: 'superadmin' | 'parent'
  /** The key somebody came with; the plan is narrowed to its scopes. */
  readonly key?: Key
  /** Who acts for this person. */
  readonly acting?: NamedActing
  /** In whose place the actor looks; see core/src/tenancy/seeing.ts. */
  readonly seeing?: Seen
  /** Texts for the reader. */
  readonly translate: Polyglot
}

export function entryOf(context: Context): Entry {
  return {
    tenantId: context.tenant.id,
    userId: context.userId,
    tenantEpoch: context.tenant.epoch,
    userEpoch: context.userEpoch,
  }
}

export function bindContextOf(context: Context): BindContext {
  const moments = momentsOf(context)
  return {
    tenantId: context.tenant.id,
    me: context.me,
    resolveMoment: (expression) => resolveMoment(expression, moments),
  }
}

/** What conditions in memory are judged by; the moment is looked up only when one asks for it. */
export function momentsOf({ me, tenant, clock, zone }: Context): AccessContext {
  return {
    me,
    tenant: tenant.id,
    get now() {
      return clock.now()
    },
    get today() {
      return clock.today(zone)
    },
  }
}
