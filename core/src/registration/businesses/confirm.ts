import { bind } from '../../database/statement.ts'
import { userKey } from '../../identity/attempts.ts'
import { linkInvalid } from '../../identity/errors.ts'
import { fingerprint } from '../../identity/secrets.ts'
import type { Engine } from '../../records/engine.ts'
import { type ConfirmOptions, requirePassword } from '../people/confirm.ts'
import { type BusinessRegistration, byToken, verify } from './statements.ts'

/** How far a business is that is being made. */
export interface Making {
  readonly step: 'unverified' | 'tenant' | 'preset' | 'made'
  readonly tenant: { readonly slug: string; readonly name: string } | null
}

/** Whose link it is. @throws 410 */
export async function businessOf({ database, clock }: Engine, secret: string): Promise<BusinessRegistration> {
  const [{ rows }] = await database.run([bind(byToken, fingerprint(secret), clock.now())])
  if (!rows[0]) throw linkInvalid()
  return rows[0]
}

/** The address is verified; what is left is work. Following the link again finds it where it is. @throws 410, 422, 429 */
export async function confirmBusiness(
  { engine, attempts }: Pick<ConfirmOptions, 'engine' | 'attempts'>,
  secret: string,
  password: string,
): Promise<BusinessRegistration> {
  const found = await businessOf(engine, secret)
  if (found.status !== 'unverified') return found
  const { id, userId, userHash, hash } = found
  const key = userHash ? userKey(userId ?? '') : `registration:${id}`
  await requirePassword({ engine, attempts }, key, { hash: userHash ?? hash, password })
  await engine.database.run([bind(verify, id, engine.clock.now())])
  return { ...found, status: 'verified' }
}

export function makingOf({ status, madeSlug, business }: BusinessRegistration): Making {
  const tenant = status === 'made' && madeSlug ? { slug: madeSlug, name: business } : null
  if (status === 'made') return { step: 'made', tenant }
  return { step: status === 'unverified' ? status : madeSlug ? 'preset' : 'tenant', tenant }
}
