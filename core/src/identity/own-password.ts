import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { invalid } from '../records/errors.ts'
import { type Attempts, accountLimit, userKey } from './attempts.ts'
import { tooManyAttempts } from './errors.ts'
import { isPassword } from './passwords.ts'
import type { User } from './users.ts'

const hashOf = prepare('select password_hash from guildhall.users where id = $1::uuid', ([hash]) => hash ?? null)

/**
 * Whoever changes his login shows that it is he who sits there.
 * @param path the field it was entered in
 * @throws 422 for a wrong password, 429 after too many of them
 */
export async function requireOwnPassword(
  { database, attempts }: { database: Database; attempts: Attempts },
  user: Pick<User, 'id'>,
  password: string,
  path: string,
): Promise<void> {
  const [{ rows }, counted] = await database.run([bind(hashOf, user.id), attempts.read(userKey(user.id))])
  const retryAfter = attempts.waiting(counted.rows[0], accountLimit)
  if (retryAfter > 0) throw tooManyAttempts({ retryAfter })
  if (await isPassword(rows[0] ?? null, password)) return
  await database.run([attempts.count(userKey(user.id))])
  throw invalid({}, [{ path, code: 'identity.password_wrong' }])
}

/** Who comes in by a provider alone has none. */
export async function hasPassword(database: Database, user: Pick<User, 'id'>): Promise<boolean> {
  const [{ rows }] = await database.run([bind(hashOf, user.id)])
  return typeof rows[0] === 'string'
}
