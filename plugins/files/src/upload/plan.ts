import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { planOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import type { Wanted } from './policy.ts'

/** What an upload in parts is to become; it lies beside its bytes, so that every node knows of it. */
export interface Plan extends Wanted {
  readonly length: number
  readonly tenant: string
  /** Who began it. */
  readonly actor: string
  readonly at: string
}

export async function writePlan(store: Store, id: string, plan: Plan): Promise<void> {
  const place = planOf(plan.tenant, id)
  const draft = `${place}.new`
  await store.append(draft, 0, Readable.from([Buffer.from(JSON.stringify(plan))]))
  await store.settle(draft, place)
}

export async function readPlan(store: Store, tenant: string, id: string): Promise<Plan | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const place = planOf(tenant, id)
  if ((await store.size(place)) === null) return null
  return JSON.parse(await text(await store.read(place))) as Plan
}

export const dropPlan = (store: Store, id: string, { tenant }: Plan) => store.remove(planOf(tenant, id))
