import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.passkey

const userPasskeys: Verb = {
  name: 'user passkeys',
  description: words.list,
  arguments: [['<email>', words.email]],
  run: ({ args: [name = ''] }) =>
    inOffice(async ({ platform: { identity } }) => {
      const { id: userId, email } = await identity.requireUser(name)
      const passkeys = await identity.passkeys.list(userId)
      const lines = passkeys.map(({ id, name: title, createdAt, usedAt, stoppedAt }) =>
        [id, title, words.added(createdAt), words.used(usedAt), ...(stoppedAt ? [words.stopped(stoppedAt)] : [])].join(
          '  ',
        ),
      )
      return { lines: lines.length > 0 ? lines : [words.none(email)], data: passkeys }
    }),
}

const userRemovePasskey: Verb = {
  name: 'user remove-passkey',
  description: words.remove,
  arguments: [
    ['<email>', words.email],
    ['<passkey>', words.id],
  ],
  run: ({ args: [name = '', id = ''] }) =>
    inOffice(async ({ platform: { identity } }) => {
      const user = await identity.requireUser(name)
      const known = await identity.passkeys.list(user.id)
      if (!known.some((passkey) => passkey.id === id)) throw new Refusal(words.unknown(user.email))
      await identity.passkeys.withdraw(user, id)
      return { lines: [words.removed(user.email)], data: { id, userId: user.id, email: user.email } }
    }),
}

export const passkeyVerbs: readonly Verb[] = [userPasskeys, userRemovePasskey]
