import type { Database } from '../database/pool.ts'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import { lastWayIn } from './providers/errors.ts'

/** Waits for whatever else is done to this user's ways in. */
export const queueUp = prepare('select id from guildhall.users where id = $1::uuid for no key update')
/** Undoes the transaction where nothing is left by which the user comes in. */
const requireWayIn = prepare(
  `select guildhall.ensure(u.password_hash is not null
     or exists (select 1 from guildhall.provider_links l join guildhall.providers p on p.id = l.provider_id and p.active where l.user_id = u.id)
     or exists (select 1 from guildhall.passkeys k where k.user_id = u.id and k.stopped_at is null), 'way in')
   from guildhall.users u where u.id = $1::uuid`,
)

/** Takes one of a user's ways in away, unless it is the last. @throws 409 */
export async function takeWayIn<T>(database: Database, userId: string, taking: BoundStatement<T>): Promise<T[]> {
  const [, { rows }] = await database
    .run([bind(queueUp, userId), taking, bind(requireWayIn, userId)])
    .catch((error: unknown) => {
      throw violationOf(error)?.code === sqlState.notAllowed ? lastWayIn() : error
    })
  return rows
}
