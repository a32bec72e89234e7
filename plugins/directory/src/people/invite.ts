import { defineError, type Scope } from '@guildhall/sdk'
import { people, roles } from './people.ts'

export const alreadySignsIn = defineError('directory.already_signs_in', 409)
export const addressNeeded = defineError('directory.address_needed', 422)
export const clientRoleNeeded = defineError('directory.client_role_needed', 409)

interface Card {
  readonly name: string
  readonly email: string | null
  readonly person: string | null
}

/** What stands in the way of giving the holder of a card a login. */
export function mayBeInvited({ person, email }: Card): void {
  if (person) throw alreadySignsIn()
  if (!email) throw addressNeeded({}, [{ path: 'email', code: addressNeeded.code }])
}

/**
 * Gives a client a login; the invitation goes out in his language. Who may invite clients need not have a right on people:
 * the role given is the tenant's for clients and no other.
 */
export async function inviteClient(scope: Scope, card: Card & { language: string | null }): Promise<string> {
  return scope.asSystem('clients.invite', async (system) => {
    const role = await system.records(roles).first({ where: { archetype: 'client' } })
    if (!role) throw clientRoleNeeded()
    const { name, email, language } = card
    const person = await system.records(people).create({
      name,
      email: email ?? '',
      kind: 'client',
      language,
      roles: [role.id],
    })
    return person.id
  })
}

/** Gives a member of the staff a login, under the rights of the one who invites: nobody grants what he does not hold. */
export async function inviteStaff(
  scope: Scope,
  card: Card & { startsOn: string; endsOn: string | null },
  role: string,
): Promise<string> {
  const { name, email, startsOn, endsOn } = card
  const person = await scope.records(people).create({
    name,
    email: email ?? '',
    kind: 'staff',
    roles: [role],
    startsOn,
    endsOn,
  })
  return person.id
}
