import { BootError } from '../config/boot-error.ts'
import type { Platform } from '../platform.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { openScope, unlimited } from '../records/scope.ts'
import { readMoment, storyClock } from './moments.ts'
import type { Preset } from './preset.ts'
import { beginningOf, clockAt, type PresetPerson } from './preset-people.ts'
import { presetReason, recordsOf } from './preset-scope.ts'

/**
 * Makes the preset's records and takes their actions, each by its person and at its moment, in the transaction given.
 * The persons are the authors; their rights are not asked, because a preset says what was, and the history says that.
 */
export async function tellStory(
  platform: Platform,
  operation: Operation,
  preset: Preset,
  people: ReadonlyMap<string, PresetPerson>,
): Promise<void> {
  const { engine, context } = operation
  const { tenant, clock } = context
  const days = { today: clock.today(tenant.zone), zone: tenant.zone, now: clock.now() }
  const momentOf = storyClock(days)
  const made = new Map([...people].map(([key, { id }]) => [`people/${key}`, id]))
  const actors = new Map<string, Context>()
  let moment = beginningOf(preset, clock, tenant.zone)

  async function actorOf(key: string | undefined): Promise<Context> {
    const person = key === undefined ? undefined : people.get(key)
    if (!person) return context
    const known = actors.get(person.id)
    if (known) return known
    const own = await platform.tenancy.contextFor({ userId: person.userId, tenantSlug: tenant.slug, fresh: true })
    const actor = unlimited(own, engine.registry, presetReason)
    actors.set(person.id, actor)
    return actor
  }

  /** Without a moment of its own, something happens when the one before it did. */
  async function records(resource: string, by: string | undefined, at: string | undefined) {
    if (at) moment = momentOf(at)
    const actor = await actorOf(by)
    return recordsOf(openScope({ ...operation, context: { ...actor, clock: clockAt(moment, clock) } }), resource)
  }

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]))
    if (typeof value !== 'string') return value
    if (value.startsWith('@')) return made.get(value.slice(1)) ?? fail(value, 'stands for no record made before it')
    if (value.startsWith('$')) return readMoment(value, days) ?? fail(value, 'is not a moment')
    return value
  }
  const fail = (value: string, reason: string) => {
    throw new BootError('boot.preset_invalid', { file: preset.name, reason: `${value} ${reason}` })
  }

  for (const { resource, key, by, at, values, actions = [] } of preset.records) {
    const name = `${resource}/${key}`
    if (values) made.set(name, (await (await records(resource, by, at)).create(resolve(values) as object)).id)
    const id = made.get(name) ?? fail(`@${name}`, 'stands for no record made before it')
    for (const action of actions) {
      const acting = await records(resource, action.by ?? by, action.at)
      await acting.act(id as string, action.action, resolve(action.input ?? {}) as object)
    }
  }
}
