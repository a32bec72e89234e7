import type { Clock } from '@guildhall/sdk'
import { addPerson } from '../people/add.ts'
import type { Platform } from '../platform.ts'
import { openScope } from '../records/scope.ts'
import type { ContextSource } from '../records/transact.ts'
import { transact } from '../records/transact.ts'
import { storyClock } from './moments.ts'
import type { Preset } from './preset.ts'
import { presetReason, recordsOf } from './preset-scope.ts'

/** A person of the preset in the tenant. */
export interface PresetPerson {
  readonly id: string
  readonly name: string
}

/** The preset's people by their keys, those who are there already included; as old as its oldest record. */
export async function bringPeople(
  platform: Pick<Platform, 'engine' | 'tenancy' | 'identity'>,
  tenantId: string,
  preset: Preset,
  roles: ReadonlyMap<string, string>,
  password: string | undefined,
): Promise<Map<string, PresetPerson>> {
  const { engine, tenancy, identity } = platform
  const source = tenancy.asSystem(tenantId, presetReason)
  const { clock, tenant } = await source(false)
  const past = sinceThen(source, beginningOf(preset, clock, tenant.zone))
  const people = new Map<string, PresetPerson>()
  for (const { key, roles: roleKeys, ...person } of preset.people) {
    const found = await transact(engine, source, (operation) =>
      recordsOf(openScope(operation), 'people').first({ where: { email: person.email } }),
    )
    const ids = roleKeys.map((role) => roles.get(role) ?? '')
    const { id } = found ?? (await addPerson(engine, past, { ...person, roles: ids, ...(password && { password }) }))
    // Of a load that was broken off nobody was told the password.
    if (found && password) await identity.setPassword((await identity.requireUser(person.email)).id, password)
    people.set(key, { id, name: person.name })
  }
  return people
}

/** A clock that stands still. */
export function clockAt(instant: string, clock: Clock): Clock {
  return { now: () => instant, today: clock.today }
}

/** The first moment that a preset tells of. */
export function beginningOf(preset: Preset, clock: Clock, zone: string): string {
  const today = clock.today(zone)
  const now = clock.now()
  const moments = preset.records
    .flatMap(({ at, each, actions = [] }) => [at, each?.from, ...actions.map((action) => action.at)])
    .filter((at): at is string => at?.startsWith('$today') === true)
  const [first = now] = moments.map((at) => storyClock({ today, zone, now })(at)).sort()
  return first
}

function sinceThen(source: ContextSource, instant: string): ContextSource {
  return async (fresh) => {
    const context = await source(fresh)
    return { ...context, clock: clockAt(instant, context.clock) }
  }
}
