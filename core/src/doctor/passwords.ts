import type { Environment } from '../config/environment.ts'
import { withClient } from '../database/provision.ts'
import { demoPassword, fingerprint } from '../first-start/first-start.ts'
import { isPassword } from '../identity/passwords.ts'
import { type Finding, fail, ok, orWell, warn } from './finding.ts'
import { isPublic } from './settings.ts'

/** Whether passwords are in use that others than their owner have read. */
export async function checkPasswords(ownerUrl: string, environment: Environment): Promise<Finding[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows: users } = await client.query<{ email: string; password_hash: string; first: string | null }>(
      `select email, password_hash, (select value ->> 'password' from guildhall.installation where name = 'first-start') as first
       from guildhall.users where superadmin and active and password_hash is not null`,
    )
    const unchanged = users
      .filter(({ password_hash, first }) => first === fingerprint(password_hash))
      .map(({ email }) =>
        warn(
          'passwords',
          `${email} still has the password of the first start.`,
          'Sign in and change it, or guildhall user reset-password.',
        ),
      )
    const { rows: demo } = await client.query<{ password_hash: string }>(
      `select u.password_hash from guildhall.users u join guildhall.memberships m on m.user_id = u.id join guildhall.tenants t on t.id = m.tenant_id
       where t.slug = 'demo' and u.active and u.password_hash is not null order by u.email limit 1`,
    )
    const isDemoOpen = demo[0] !== undefined && (await isPassword(demo[0].password_hash, demoPassword))
    if (isDemoOpen && isPublic(environment))
      unchanged.push(
        fail(
          'passwords',
          'The people of the demo business have the documented password, and others can reach the server.',
          'Remove the demo business or give its people other passwords.',
        ),
      )
    else if (isDemoOpen)
      return [
        ...unchanged,
        ok('passwords', 'The demo people have the documented password; only this machine can reach the server.'),
      ]
    return orWell('passwords', unchanged, 'Nobody has a password that was printed or documented.')
  })
}
