import type { PluginSetup } from '@guildhall/sdk'
import { canonicalLanguage } from '../i18n/languages.ts'
import { isErasedAddress } from '../privacy/neutral.ts'
import type { Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { operationOf } from '../records/operation.ts'
import type { Plans } from '../tenancy/plans.ts'
import { takeRoom } from '../tenancy/quotas/room.ts'
import { isZone } from '../tenancy/zone.ts'
import { requireAdministrator } from './administrators.ts'
import { personErased } from './errors.ts'
import { readRoles, requireHeld } from './grants.ts'
import { handOver } from './handing-over.ts'
import { type Person, peopleResource } from './people.ts'
import { keepWhoWasHere } from './removal.ts'
import { giveLogin, giveUser, overtakeRights, relabel, shutOut, takeUser } from './users-of-people.ts'

/** Who changes one of these decides who may come in, and as what. */
const guarded = ['email', 'login', 'roles', 'status', 'startsOn', 'endsOn'] as const

/** What a person's record means for his login and his rights. */
export function keepPeople({ before, after }: Pick<PluginSetup, 'before' | 'after'>, plans: () => Plans): void {
  before.write(peopleResource, async ({ next, previous, scope }) => {
    if (previous && isErasedAddress(previous.email)) throw personErased()
    requireSense(next)
    const isGuarded = guarded.some((name) => !previous || !isSame(previous[name], next[name]))
    if (isGuarded) {
      const operation = operationOf(scope)
      requireHeld(
        operation,
        plans(),
        await readRoles(operation, [...new Set([...(previous?.roles ?? []), ...next.roles])]),
      )
    }
    // A new address means a new holder, who has not come in yet.
    if (previous && next.status === 'active' && !isSameAddress(previous.email, next.email))
      return { status: 'invited' as const }
  })

  after.create(peopleResource, async ({ record, scope }) => {
    const operation = operationOf(scope)
    await giveUser(operation, record)
    if (record.login) await giveLogin(operation, record)
  })

  after.update(peopleResource, async ({ record, previous, scope }) => {
    if (!previous) return
    const operation = operationOf(scope)
    const isMoved = !isSameAddress(previous.email, record.email)
    const isShut = record.status === 'deactivated' && previous.status !== 'deactivated'
    if (isMoved || isShut) shutOut(operation, record)
    overtakeRights(operation, record)
    if (isMoved) await giveUser(operation, record)
    else if (previous.name !== record.name) relabel(operation, record)
    if (isMoved ? record.login : previous.login !== record.login) await giveLogin(operation, record)
    if (await tookAdministration(operation, plans(), previous, record)) await requireAdministrator(operation, plans())
  })

  before.action(peopleResource, 'activate', ({ scope }) => {
    const operation = operationOf(scope)
    takeRoom(operation, operation.engine.registry.model('people'))
  })

  before.action(peopleResource, 'leave', async ({ record, input, scope }) => {
    await handOver(operationOf(scope), record, String((input as { heir: string }).heir))
  })

  before.delete(peopleResource, async ({ record, scope }) => {
    const operation = operationOf(scope)
    requireHeld(operation, plans(), await readRoles(operation, record.roles))
    await keepWhoWasHere(operation, record)
  })
  before.delete(peopleResource, ({ record, scope }) => takeUser(operationOf(scope), record))
}

function requireSense({
  roles,
  language,
  zone,
  startsOn,
  endsOn,
}: Pick<Person, 'roles' | 'language' | 'zone' | 'startsOn' | 'endsOn'>): void {
  const problems = [
    ...(roles.length === 0 ? [{ path: 'roles', code: 'validation.required' }] : []),
    ...(language && canonicalLanguage(language) !== language
      ? [{ path: 'language', code: 'words.unknown_language' }]
      : []),
    ...(zone && !isZone(zone) ? [{ path: 'zone', code: 'tenancy.unknown_zone' }] : []),
    ...(startsOn && endsOn && endsOn < startsOn ? [{ path: 'endsOn', code: 'people.ends_before_start' }] : []),
  ]
  if (problems.length > 0) throw invalid({}, problems)
}

async function tookAdministration(
  operation: Operation,
  plans: Plans,
  previous: Person,
  record: Person,
): Promise<boolean> {
  if (previous.status !== 'active') return false
  const lost = record.status === 'active' ? previous.roles.filter((id) => !record.roles.includes(id)) : previous.roles
  return lost.length > 0 && (await readRoles(operation, lost)).some(plans.administers)
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return (one ?? null) === (other ?? null)
  return one.length === other.length && one.every((each) => other.includes(each))
}

const isSameAddress = (one: string, other: string) => addressOf(one) === addressOf(other)
const addressOf = (address: string) => address.trim().normalize('NFKC').toLowerCase()
