import type { TOTP } from 'otpauth'

/** As every authenticator app understands them: SHA-1, six digits, thirty seconds (RFC 6238). */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const secretBytes = 20
/** A code of the step before or after counts, too: clocks differ. */
const tolerance = 1

export interface NewAuthenticator {
  /** Base32, for who types it. */
  readonly secret: string
  /** `otpauth://totp/…`, for the picture an app reads. */
  readonly address: string
}

export async function newAuthenticator(account: string, secret?: string): Promise<NewAuthenticator> {
  const { Secret, TOTP } = await import('otpauth')
  const made = secret ? Secret.fromBase32(secret) : new Secret({ size: secretBytes })
  const totp = new TOTP({ ...settings, issuer: 'Guildhall', label: account, secret: made })
  return { secret: made.base32, address: totp.toString() }
}

/** The time step a code belongs to; null for a wrong one. */
export async function stepOf(secret: string, code: string, at: string): Promise<number | null> {
  const totp = await totpOf(secret)
  const timestamp = Date.parse(at)
  const delta = totp.validate({ token: code, timestamp, window: tolerance })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

/** What the app shows at a moment. */
export async function codeAt(secret: string, at: string): Promise<string> {
  return (await totpOf(secret)).generate({ timestamp: Date.parse(at) })
}

async function totpOf(secret: string): Promise<TOTP> {
  const { Secret, TOTP } = await import('otpauth')
  return new TOTP({ ...settings, secret: Secret.fromBase32(secret) })
}
