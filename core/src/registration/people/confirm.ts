import { DomainError } from '@guildhall/sdk'
import { bind } from '../../database/statement.ts'
import { type Attempts, accountLimit, userKey } from '../../identity/attempts.ts'
import { linkInvalid, tooManyAttempts } from '../../identity/errors.ts'
import { isPassword } from '../../identity/passwords.ts'
import { fingerprint } from '../../identity/secrets.ts'
import type { Engine } from '../../records/engine.ts'
import { invalid } from '../../records/errors.ts'
import { inside } from '../../tenancy/load.ts'
import type { Tenancy } from '../../tenancy/tenancy.ts'
import type { Tenant } from '../../tenancy/tenants.ts'
import { admitTo, inWords, isFull, keepDecision, putWaiting } from './admit.ts'
import type { RegistrationSettings } from './settings.ts'
import { type Held, held } from './statements.ts'

export interface ConfirmOptions {
  readonly engine: Engine
  readonly tenancy: Tenancy
  readonly attempts: Attempts
}

/** Whose link it is, without using it. @throws 410 */
export async function holderOf({ database, clock }: Engine, tenant: Tenant, secret: string): Promise<Held> {
  const [, { rows }] = await database.run([inside(tenant.id), bind(held, tenant.id, fingerprint(secret), clock.now())])
  if (!rows[0]) throw linkInvalid()
  return rows[0]
}

/**
 * Follows the link: whoever has the mailbox and the password that was chosen is in, or waits for an administrator. Where there is no
 * room left he waits, too. The password is what keeps a stranger from registering in the name of somebody who then follows the link.
 * @throws 410, 422 for another password, 429
 */
export async function confirm(
  { engine, tenancy, attempts }: ConfirmOptions,
  { tenant, settings }: { tenant: Tenant; settings: RegistrationSettings },
  secret: string,
  password: string,
): Promise<'admitted' | 'waiting'> {
  const { id, ...holder } = await holderOf(engine, tenant, secret)
  await requirePassword({ engine, attempts }, holder.userHash ? userKey(holder.userId ?? '') : `registration:${id}`, {
    hash: holder.userHash ?? holder.ownHash,
    password,
  })
  const source = tenancy.asSystem(tenant.id, 'registration.verified')
  const wait = async () => {
    if (!(await inWords(engine, source, (operation) => putWaiting(operation, id)))) throw linkInvalid()
    return 'waiting' as const
  }
  if (settings.needsApproval) return wait()
  try {
    const isIn = await inWords(engine, source, async (operation) => {
      const isFirst = await admitTo(operation, id, 'unverified', settings)
      if (isFirst) keepDecision(operation, id, 'admit')
      return isFirst
    })
    if (!isIn) throw linkInvalid()
    return 'admitted'
  } catch (error) {
    if (error instanceof DomainError && isFull(error)) return wait()
    throw error
  }
}

/** @throws 422 for a wrong one, 429 after too many */
export async function requirePassword(
  { engine: { database }, attempts }: { engine: Pick<Engine, 'database'>; attempts: Attempts },
  key: string,
  { hash, password }: { hash: string | null; password: string },
): Promise<void> {
  const [{ rows }] = await database.run([attempts.read(key)])
  const retryAfter = attempts.waiting(rows[0], accountLimit)
  if (retryAfter > 0) throw tooManyAttempts({ retryAfter })
  if (await isPassword(hash, password)) return
  await database.run([attempts.count(key)])
  throw invalid({}, [{ path: 'password', code: 'registration.password_wrong' }])
}
