import type { Clock } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import type { Database } from '../../database/pool.ts'
import { bind } from '../../database/statement.ts'
import { type Caller, journalEntry } from '../journal.ts'
import type { Notify } from '../notices.ts'
import type { User } from '../users.ts'
import { queueUp, takeWayIn } from '../way-in.ts'
import type { Asked, Asking } from './asking.ts'
import { type CreationOptions, checkCreation, creationOptions, type RegistrationResponseJSON } from './ceremony.ts'
import { passkeyAlreadyAdded, passkeyUnknown, passkeyUnsound, tooManyPasskeys } from './errors.ts'
import * as kept from './kept.ts'

export interface OwnPasskeysOptions {
  readonly database: Database
  readonly clock: Clock
  readonly notify: Notify
}

/** What a user does with his passkeys; whoever lets him has asked for his password. */
export interface OwnPasskeys {
  list(userId: string): Promise<kept.Passkey[]>
  /** @throws 409 where passkeys cannot be, or are as many as there may be */
  begin(user: User, browser: string | undefined): Promise<Asked<CreationOptions>>
  /** @throws 400 for what was not begun here, 409 for one that is known, 422 for what does not hold */
  add(
    user: User,
    given: { name: string; credential: RegistrationResponseJSON },
    browser: string | undefined,
    caller: Caller,
  ): Promise<kept.Passkey>
  /** @throws 404 */
  rename(userId: string, id: string, name: string): Promise<void>
  /** @throws 404, 409 for the last way in */
  remove(user: User, id: string, caller: Caller): Promise<void>
  /** By who runs the installation, the last way in too. @throws 404 */
  withdraw(user: User, id: string): Promise<void>
}

const most = 20

export function keepOwnPasskeys({ database, clock, notify }: OwnPasskeysOptions, asking: Asking): OwnPasskeys {
  async function all(userId: string) {
    const [{ rows }] = await database.run([bind(kept.passkeysOf, userId)])
    return rows
  }

  async function tellOfRemoval(user: User, name: string | undefined, caller?: Caller): Promise<void> {
    if (name === undefined) throw passkeyUnknown()
    await database.run([journalEntry({ at: clock.now(), event: 'passkey-removed', userId: user.id, ...caller })])
    notify(user, 'passkeyRemoved', { passkey: name })
  }

  return {
    list: async (userId) => (await all(userId)).map(({ passkey }) => passkey),
    async begin(user, browser) {
      const known = await all(user.id)
      if (known.length >= most) throw tooManyPasskeys({ most })
      return asking.ask(browser, user.id, (party, challenge) => {
        const ids = known.map(({ credentialId: id, transports }) => ({ id, transports }))
        return creationOptions(party, user, challenge, ids)
      })
    },
    async add(user, { name, credential }, browser, caller) {
      const { party, challenge } = await asking.answered(credential, browser, user.id)
      const made = await checkCreation(party, credential, challenge)
      if (!made) throw passkeyUnsound()
      const at = clock.now()
      const id = uuid()
      const [, { rows }] = await database.run([
        bind(queueUp, user.id),
        bind(
          kept.add,
          ...[id, user.id, made.credentialId, `\\x${made.publicKey.toString('hex')}`, made.counter],
          ...[credential.response.transports ?? [], name.trim(), at, most],
        ),
      ])
      if (!rows[0]) throw (await all(user.id)).length >= most ? tooManyPasskeys({ most }) : passkeyAlreadyAdded()
      await database.run([journalEntry({ at, event: 'passkey-added', userId: user.id, ...caller })])
      notify(user, 'passkeyAdded', { passkey: name.trim() })
      return { id, name: name.trim(), createdAt: at, usedAt: null, stoppedAt: null }
    },
    async rename(userId, id, name) {
      const [{ rows }] = await database.run([bind(kept.rename, userId, id, name.trim())])
      if (!rows[0]) throw passkeyUnknown()
    },
    async remove(user, id, caller) {
      const [name] = await takeWayIn(database, user.id, bind(kept.remove, user.id, id))
      await tellOfRemoval(user, name, caller)
    },
    async withdraw(user, id) {
      const [{ rows }] = await database.run([bind(kept.remove, user.id, id)])
      await tellOfRemoval(user, rows[0])
    },
  }
}
