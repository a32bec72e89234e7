import { type Archetype, archetypes } from '@guildhall/sdk'
import { generatePassword } from '../first-start/first-start.ts'
import { inOffice, readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.user

export const userCreate: Verb = {
  name: 'user create',
  description: words.create,
  arguments: [['<email>', words.address]],
  options: [
    ['--name <name>', words.name],
    ['--superadmin', words.superadmin],
    ['--tenant <slug>', words.tenant],
    ['--role <archetype>', words.role, archetypes],
    ['--password-stdin', words.passwordStdin],
  ],
  async run({ args: [email = ''], options }) {
    const { tenant: slug, superadmin, role, name, passwordStdin } = options
    if ((typeof slug === 'string') === (superadmin === true)) throw new Refusal(words.whatFor)
    const given = passwordStdin ? await readPassword() : undefined
    return inOffice(async ({ platform: { identity, tenancy } }) => {
      const about = { email, name: String(name ?? email) }
      if (typeof slug === 'string') {
        const tenant = await required(tenancy, slug)
        const person = await tenancy.addPerson(tenant.id, {
          ...about,
          archetype: (role ?? 'worker') as Archetype,
          ...(given !== undefined && { password: given }),
        })
        return { lines: [given === undefined ? words.invited(email) : words.created(email)], data: person }
      }
      const password = given ?? generatePassword()
      const user = await identity.createUser({ ...about, password, superadmin: true })
      return {
        lines: [words.created(email), ...(given === undefined ? [words.generated(password)] : [])],
        data: { ...user, ...(given === undefined && { password }) },
      }
    })
  },
}

export const userList: Verb = {
  name: 'user list',
  description: words.list,
  run: () =>
    inOffice(async ({ platform }) => {
      const users = await platform.identity.listUsers()
      const lines = users.map(({ email, name, superadmin, active }) =>
        [email, name, ...(superadmin ? ['superadmin'] : []), ...(active ? [] : ['deactivated'])].join('  '),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: users }
    }),
}

export const userDeactivate: Verb = switching('deactivate', false)
export const userActivate: Verb = switching('activate', true)

export const userResetPassword: Verb = {
  name: 'user reset-password',
  description: words.resetPassword,
  arguments: [['<email>', words.email]],
  options: [['--password-stdin', words.passwordStdin]],
  async run({ args: [name = ''], options }) {
    const given = options.passwordStdin ? await readPassword() : undefined
    return inOffice(async ({ platform: { identity } }) => {
      const { id, email } = await identity.requireUser(name)
      const password = given ?? generatePassword()
      await identity.setPassword(id, password)
      const isGenerated = given === undefined
      return {
        lines: [words.reset(email), ...(isGenerated ? [words.generated(password)] : [])],
        data: { id, email, ...(isGenerated && { password }) },
      }
    })
  },
}

export const userRemoveSecondFactor: Verb = {
  name: 'user remove-second-factor',
  description: words.removeSecondFactor,
  arguments: [['<email>', words.email]],
  run: ({ args: [name = ''] }) =>
    inOffice(async ({ platform: { identity } }) => {
      const user = await identity.requireUser(name)
      await identity.secondFactor.remove(user)
      return { lines: [words.removedSecondFactor(user.email)], data: { id: user.id, email: user.email } }
    }),
}

export const userSignOut: Verb = {
  name: 'user sign-out',
  description: words.signOut,
  arguments: [['<email>', words.email]],
  run: ({ args: [name = ''] }) =>
    inOffice(async ({ platform: { identity } }) => {
      const { id, email } = await identity.requireUser(name)
      await identity.endSessions(id)
      return { lines: [words.signedOut(email)], data: { id, email } }
    }),
}

function switching(verb: 'activate' | 'deactivate', active: boolean): Verb {
  return {
    name: `user ${verb}`,
    description: words[verb],
    arguments: [['<email>', words.email]],
    run: ({ args: [name = ''] }) =>
      inOffice(async ({ platform: { identity } }) => {
        const { id, email } = await identity.requireUser(name)
        await identity.setActive(id, active)
        return { lines: [active ? words.activated(email) : words.deactivated(email)], data: { id, email, active } }
      }),
  }
}

export const userVerbs: readonly Verb[] = [
  userCreate,
  userList,
  userDeactivate,
  userActivate,
  userResetPassword,
  userSignOut,
  userRemoveSecondFactor,
]
