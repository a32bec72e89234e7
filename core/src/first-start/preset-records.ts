import { BootError } from '../config/boot-error.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { openScope } from '../records/scope.ts'
import { readMoment, storyClock } from './moments.ts'
import type { Preset } from './preset.ts'
import { beginningOf, clockAt, type PresetPerson } from './preset-people.ts'
import { recordsOf } from './preset-scope.ts'

/**
 * Makes the preset's records and takes their actions, each by its person and at its moment, in the transaction given.
 * The persons are the authors; their rights are not asked, because a preset says what was, and the history says that.
 */
export async function tellStory(
  operation: Operation,
  preset: Preset,
  people: ReadonlyMap<string, PresetPerson>,
): Promise<void> {
  const { context } = operation
  const { tenant, clock } = context
  const days = { today: clock.today(tenant.zone), zone: tenant.zone, now: clock.now() }
  const momentOf = storyClock(days)
  const made = new Map([...people].map(([key, { id }]) => [`people/${key}`, id]))
  let moment = beginningOf(preset, clock, tenant.zone)

  /** The person acts with the system's rights: even one who is only invited has done what the preset says. */
  const actorOf = (key: string | undefined): Context => {
    const person = key === undefined ? undefined : people.get(key)
    if (!person) return context
    return { ...context, actor: { id: person.id, kind: 'person', label: person.name }, me: person.id }
  }

  /** Without a moment of its own, something happens when the one before it did. */
  function records(resource: string, by: string | undefined, at: string | undefined) {
    if (at) moment = momentOf(at)
    return recordsOf(openScope({ ...operation, context: { ...actorOf(by), clock: clockAt(moment, clock) } }), resource)
  }

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]))
    if (typeof value !== 'string') return value
    if (value.startsWith('@@')) return `${value.slice(2, value.indexOf('/'))}/${resolve(value.slice(1))}`
    if (value.startsWith('@')) return made.get(value.slice(1)) ?? fail(value, 'stands for no record made before it')
    if (value.startsWith('$')) return readMoment(value, days) ?? fail(value, 'is not a moment')
    return value
  }
  const fail = (value: string, reason: string) => {
    throw new BootError('boot.preset_invalid', { file: preset.name, reason: `${value} ${reason}` })
  }

  for (const { resource, key, by, at, values, actions = [] } of preset.records) {
    const name = `${resource}/${key}`
    if (values) made.set(name, (await records(resource, by, at).create(resolve(values) as object)).id)
    const id = made.get(name) ?? fail(`@${name}`, 'stands for no record made before it')
    for (const action of actions) {
      await records(resource, action.by ?? by, action.at).act(
        id as string,
        action.action,
        resolve(action.input ?? {}) as object,
      )
    }
  }
}
