import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { openScope } from '../records/scope.ts'
import { storyClock } from './moments.ts'
import type { Preset } from './preset.ts'
import { beginningOf, clockAt, type PresetPerson } from './preset-people.ts'
import type { PresetRecord } from './preset-schema.ts'
import { recordsOf } from './preset-scope.ts'
import { daysOf } from './preset-series.ts'
import { resolveValue, wrong } from './preset-values.ts'

/**
 * Makes the preset's records and takes their actions, each by its person and at its moment, in the transaction given.
 * The persons are the authors; their rights are not asked, because a preset says what was, and the history says that.
 */
export async function tellStory(
  operation: Operation,
  preset: Preset,
  people: ReadonlyMap<string, PresetPerson>,
): Promise<number> {
  const { context } = operation
  const { tenant, clock } = context
  const days = { today: clock.today(tenant.zone), zone: tenant.zone, now: clock.now() }
  const momentOf = storyClock(days)
  const made = new Map([...people].map(([key, { id }]) => [`people/${key}`, id]))
  const speaking = { ...days, preset: preset.name, language: tenant.language, made }
  let moment = beginningOf(preset, clock, tenant.zone)
  let count = 0

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

  const resolve = (value: object) => resolveValue(value, speaking) as object

  async function tell({ resource, key, by, at, values, actions = [] }: PresetRecord): Promise<void> {
    const name = `${resource}/${key}`
    if (values) {
      made.set(name, (await records(resource, by, at).create(resolve(values))).id)
      count++
    }
    const id = made.get(name) ?? wrong(speaking, `@${name}`, 'stands for no record made before it')
    for (const { action, by: doer = by, at: then, input = {} } of actions)
      await records(resource, doer, then).act(id, action, resolve(input))
  }

  /** The days that records are of, named as `holidays/on`. */
  async function daysTaken(named: string | undefined): Promise<Set<string>> {
    const [resource = '', field = ''] = named?.split('/') ?? []
    const found = named ? await recordsOf(openScope(operation), resource).list({}) : []
    return new Set(found.map((one) => String(one[field])))
  }

  for (const record of [...(preset.setup ?? []), ...preset.records])
    for (const one of daysOf(record, { ...days, free: await daysTaken(record.each?.exceptDaysOf) })) await tell(one)
  return count
}
