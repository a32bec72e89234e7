import { v7 as uuid } from 'uuid'
import { bind } from '../../database/statement.ts'
import { nameKey } from '../../identity/attempts.ts'
import { hashPassword } from '../../identity/passwords.ts'
import { fingerprint, newSecret } from '../../identity/secrets.ts'
import { plainEmail } from '../../identity/users.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { inside } from '../../tenancy/load.ts'
import type { Tenant } from '../../tenancy/tenants.ts'
import { type Asking, type Gate, pass } from '../gate.ts'
import { termsOf } from '../terms.ts'
import type { RegistrationSettings } from './settings.ts'
import * as sql from './statements.ts'

/** How long the link in the mail opens anything. */
export const linkLife = 24 * 3_600_000
const hour = 3_600_000
const asksOfAddress = 30
const asksOfEmail = 5

export interface RegisterOptions extends Gate {
  readonly now: () => string
  readonly mailer: Mailer
  /** Work that the answer does not wait for. */
  readonly later: (work: () => Promise<void>) => void
}

/**
 * Takes a registration down and mails a link. The answer is the same, and as fast, whoever has the address: all that depends on
 * it is done after the answer.
 */
export async function register(
  options: RegisterOptions,
  { tenant, settings }: { tenant: Tenant; settings: RegistrationSettings },
  asking: Asking,
  ip: string,
): Promise<void> {
  const limit = { key: 'register', most: asksOfAddress, window: hour }
  const terms = termsOf(settings)
  const isPerson = await pass(options, asking, ip, { limit, domains: settings.domains, terms })
  if (!isPerson) return
  const { database, attempts, mailer, now, later } = options
  later(async () => {
    const email = plainEmail(asking.email)
    if (!(await attempts.allow(database, `register ${tenant.id} ${nameKey(email)}`, asksOfEmail))) return
    const [, { rows }] = await database.run([inside(tenant.id), bind(sql.known, tenant.id, email)])
    const { isPerson, isShutOut, hasPassword } = rows[0] ?? { isPerson: false, isShutOut: false, hasPassword: false }
    const { name, language = tenant.language, zone = tenant.zone } = asking
    const letter = { to: { address: email, name }, language, zone, tenant }
    const about = { name, tenant: tenant.name }
    if (isShutOut) return
    if (isPerson) {
      const path = `/sign-in?next=${encodeURIComponent(`/at/${tenant.slug}`)}`
      return mailer.send({ ...letter, template: 'registrationKnown', params: { ...about, path } })
    }
    const secret = newSecret()
    const at = now()
    const expiresAt = new Date(Date.parse(at) + linkLife).toISOString()
    // Who has a password here keeps it, whatever was typed.
    const hash = hasPassword ? null : await hashPassword(asking.password)
    const consent = terms && JSON.stringify(terms)
    const who = [tenant.id, uuid(), email, name, asking.language ?? null, asking.zone ?? null]
    await database.run([inside(tenant.id), bind(sql.insert, ...who, at, expiresAt, consent, fingerprint(secret), hash)])
    const path = `/register/confirm?at=${encodeURIComponent(tenant.slug)}&token=${secret}`
    const template = hasPassword ? 'registrationJoin' : 'registration'
    await mailer.send({ ...letter, template, params: { ...about, expiresAt, path } })
  })
}
