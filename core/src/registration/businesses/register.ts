import { v7 as uuid } from 'uuid'
import { bind } from '../../database/statement.ts'
import { nameKey } from '../../identity/attempts.ts'
import { hashPassword } from '../../identity/passwords.ts'
import { fingerprint, newSecret } from '../../identity/secrets.ts'
import { plainEmail } from '../../identity/users.ts'
import { invalid } from '../../records/errors.ts'
import { requireSettings } from '../../tenancy/settings.ts'
import { type Asking, pass } from '../gate.ts'
import { linkLife, type RegisterOptions } from '../people/register.ts'
import { termsOf } from '../terms.ts'
import type { BusinessSettings } from './settings.ts'
import * as sql from './statements.ts'

/** A business as its founder wants it; what he does not say is guessed by his browser. */
export interface BusinessAsking extends Asking {
  readonly business: string
  readonly slug: string
  readonly preset?: string | null
  readonly zone: string
  readonly language: string
  readonly currency: string
  readonly weekStart: number
}

const hour = 3_600_000

/** Takes it down and mails a link. Whether its short name is taken is not told: another is found when it is made. */
export async function registerBusiness(
  options: RegisterOptions,
  settings: BusinessSettings,
  asking: BusinessAsking,
  ip: string,
): Promise<void> {
  const { database, attempts, mailer, now, later } = options
  const { business, slug, preset = null, zone, language, currency, weekStart, name } = asking
  if (business.trim() === '') throw invalid({}, [{ path: 'business', code: 'validation.required' }])
  requireSettings({ name: business, zone, language, currency, weekStart })
  if (preset !== null && !settings.presets.includes(preset))
    throw invalid({}, [{ path: 'preset', code: 'records.reference_missing' }])
  const limit = { key: 'register business', most: settings.perHour, window: hour }
  const terms = termsOf(settings)
  if (!(await pass(options, asking, ip, { limit, domains: [], terms }))) return
  later(async () => {
    const email = plainEmail(asking.email)
    const key = `register business ${nameKey(email)}`
    if (!(await attempts.allow(database, key, settings.perHour, hour))) return
    const [{ rows }] = await database.run([bind(sql.known, email)])
    const [user] = rows
    if (user && !user.isActive) return
    const secret = newSecret()
    const at = now()
    const expiresAt = new Date(Date.parse(at) + linkLife).toISOString()
    const hash = user?.hasPassword ? null : await hashPassword(asking.password)
    const wanted = [business.trim(), slug, preset, zone, language, currency, weekStart]
    await database.run([
      bind(
        sql.insert,
        ...[uuid(), fingerprint(secret), email, name, hash],
        ...[...wanted, at, expiresAt, terms && JSON.stringify(terms)],
      ),
    ])
    await mailer.send({
      to: { address: email, name },
      template: user?.hasPassword ? 'businessJoin' : 'business',
      ...{ language, zone },
      params: { name, business: business.trim(), expiresAt, path: `/register/confirm?token=${secret}` },
    })
  })
}
