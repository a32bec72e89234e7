import type { Environment } from '../config/environment.ts'
import { isLoopback } from '../config/loopback.ts'
import { type Finding, orWell, warn } from './finding.ts'

/** Whether anybody but this machine can reach the server. */
export function isPublic({ HOST, PUBLIC_URL }: Pick<Environment, 'HOST' | 'PUBLIC_URL'>): boolean {
  return !isLoopback(HOST) || (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname))
}

/** Settings that are allowed and unwise. */
export function checkSettings(environment: Environment): Finding[] {
  const { PUBLIC_URL, DATABASE_URL, GUILDHALL_SECRET, GUILDHALL_ADMIN_PASSWORD } = environment
  const check = 'settings'
  const found: Finding[] = []
  if (isPublic(environment) && !PUBLIC_URL)
    found.push(
      warn(
        check,
        'HOST is open to others and PUBLIC_URL is unset, so links in mails lead nowhere.',
        'Set PUBLIC_URL to the address people use.',
      ),
    )
  if (isPublic(environment) && PUBLIC_URL?.startsWith('http:'))
    found.push(
      warn(
        check,
        `PUBLIC_URL ${PUBLIC_URL} is plain http: passwords and cookies travel open.`,
        'Put a TLS proxy in front and set PUBLIC_URL to its https address.',
      ),
    )
  if (DATABASE_URL && !GUILDHALL_SECRET)
    found.push(
      warn(
        check,
        'GUILDHALL_SECRET is unset, so every node would make one of its own.',
        'Set the same GUILDHALL_SECRET, 32 random characters or more, on every node.',
      ),
    )
  if (GUILDHALL_ADMIN_PASSWORD)
    found.push(
      warn(check, 'GUILDHALL_ADMIN_PASSWORD is still in the environment; only the first start reads it.', 'Unset it.'),
    )
  return orWell(check, found, 'Nothing unwise in the settings.')
}
