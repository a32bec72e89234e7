import type { Clock } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import { countAttempts } from '../identity/attempts.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Installed } from '../plugins/host.ts'
import type { Engine } from '../records/engine.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import type { Tenant } from '../tenancy/tenants.ts'
import { type MakeOptions, makeBusiness } from './businesses/make.ts'
import { businessSettings } from './businesses/settings.ts'
import { unfinished } from './businesses/statements.ts'
import { registrationClosed } from './errors.ts'
import type { ConfirmOptions } from './people/confirm.ts'
import type { RegisterOptions } from './people/register.ts'
import { type RegistrationSettings, registrationSettings } from './people/settings.ts'
import { keepProofs } from './proof/proofs.ts'

export interface RegistrationOptions extends MakeOptions {
  readonly engine: Engine
  readonly clock: Clock
  readonly tenancy: Tenancy
  readonly installed: Installed
  readonly mailer: Mailer
  /** The installation's. */
  readonly secret: string
  /** Of a proof of work, in bits. */
  readonly difficulty: number
  onError(error: unknown): void
}

/** Where a newcomer stands: what he may come into, and how. */
export interface OpenTenant {
  readonly tenant: Tenant
  readonly settings: RegistrationSettings
}

/** People and businesses that register themselves. */
export interface Registration extends RegisterOptions, ConfirmOptions {
  /** The tenant of a short name or host, where it takes newcomers; else null, whatever the reason. */
  openTenant(by: { readonly slug: string } | { readonly host: string }): Promise<OpenTenant | null>
  /** @throws 404 */
  requireTenant(by: { readonly slug: string } | { readonly host: string }): Promise<OpenTenant>
  /** @throws 404 */
  requireBusinesses(): ReturnType<typeof businessSettings>
  /** Begins, or goes on, to make a business; once in this process at a time. */
  make(id: string): void
  /** Goes on with businesses whose making was broken off. */
  work(): Promise<void>
}

export function keepRegistration(options: RegistrationOptions): Registration {
  const { engine, clock, tenancy, mailer, secret, difficulty, onError } = options
  const { database } = engine
  const attempts = countAttempts(clock)
  const later = (work: () => Promise<void>) => void setImmediate(() => work().catch(onError))
  const making = new Map<string, Promise<void>>()
  let last = Promise.resolve()

  /** One after the other: each holds a connection besides those it works with. */
  function make(id: string): Promise<void> {
    const known = making.get(id)
    if (known) return known
    const work = last.then(() => makeBusiness(options, id)).finally(() => making.delete(id))
    making.set(id, work)
    last = work.catch(() => {})
    return work
  }

  const registration: Registration = {
    ...{ database, engine, tenancy, attempts, mailer, later, now: clock.now },
    proofs: keepProofs({ database, clock, attempts, secret, difficulty }),
    async openTenant(by) {
      const tenant = await tenancy.tenants.find(by)
      if (tenant?.status !== 'active') return null
      const settings = await registrationSettings(database, tenant.id)
      return settings.isOpen && settings.roles.length > 0 ? { tenant, settings } : null
    },
    async requireTenant(by) {
      const open = await registration.openTenant(by)
      if (!open) throw registrationClosed()
      return open
    },
    async requireBusinesses() {
      const settings = await businessSettings(database)
      if (!settings.isOpen) throw registrationClosed()
      return settings
    },
    make: (id) => later(() => make(id)),
    async work() {
      const [{ rows }] = await database.run([bind(unfinished)])
      for (const id of rows) await make(id).catch(onError)
    },
  }
  return registration
}
