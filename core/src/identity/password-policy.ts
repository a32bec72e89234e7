import type { FieldError } from '@guildhall/sdk'
import { invalid } from '../records/errors.ts'
import { commonPasswords } from './common-passwords.ts'

export const shortestPassword = 10
/** More is no safer, and hashing it would be work for an attacker to give us. */
export const longestPassword = 200

/** Length, not composition (NIST SP 800-63B): long enough, not everybody's, not what anybody knows of its owner. */
export function requireSoundPassword(
  password: string,
  owner: { readonly email: string; readonly login?: string | null },
  path = 'password',
): void {
  const problem = problemOf(password, owner)
  if (problem) throw invalid({}, [{ path, ...problem }])
}

function problemOf(
  password: string,
  { email, login }: { email: string; login?: string | null },
): Omit<FieldError, 'path'> | null {
  const length = [...password].length
  if (length < shortestPassword) return { code: 'identity.password_short', params: { limit: shortestPassword } }
  if (length > longestPassword) return { code: 'identity.password_long', params: { limit: longestPassword } }
  const plain = folded(password)
  if (commonPasswords.has(plain) || new Set(plain).size < 3) return { code: 'identity.password_common' }
  const known = [email, email.split('@')[0] ?? '', login ?? ''].map(folded)
  return known.includes(plain) ? { code: 'identity.password_known' } : null
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim()
