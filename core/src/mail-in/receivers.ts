import type { ArrivedMail, Plugin, Scope } from '@guildhall/sdk'
import type { Engine } from '../records/engine.ts'
import { stepIn } from '../records/step.ts'
import type { ContextSource } from '../records/transact.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import { addressedTo } from './address.ts'

export interface Receiver {
  readonly to: string
  readonly detail: string | null
  keep(mail: Omit<ArrivedMail, 'to' | 'detail'>): Promise<void>
}

export interface Receivers {
  /** Who takes mail to an address; null where nobody does. */
  find(address: string): Promise<Receiver | null>
}

export interface ReceiversOptions {
  readonly engine: Engine
  readonly tenancy: Pick<Tenancy, 'tenants' | 'contextForPlugin'>
  readonly plugins: readonly Plugin[]
  readonly domain: string
}

/** Finds the tenant and the plugin that an address means. */
export function openReceivers({ engine, tenancy, plugins, domain }: ReceiversOptions): Receivers {
  const takers = plugins.filter(({ mailIn }) => mailIn)
  return {
    async find(to) {
      const addressed = addressedTo(to, domain)
      const tenant = addressed && (await tenancy.tenants.find({ slug: addressed.slug }))
      if (tenant?.status !== 'active') return null
      const { detail } = addressed as { detail: string | null }
      for (const { name, mailIn } of takers) {
        const source: ContextSource = (fresh) => tenancy.contextForPlugin(tenant.id, name, { fresh })
        const isOn = (await source(true)).plugins.has(name)
        const within = <T>(work: (scope: Scope) => Promise<T>) => stepIn(engine, source, work)
        if (!mailIn || !isOn || !(await within((scope) => mailIn.takes(scope, detail)))) continue
        return { to, detail, keep: (mail) => within((scope) => mailIn.keep(scope, { ...mail, to, detail })) }
      }
      return null
    },
  }
}
