import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Archetype } from '../../sdk/src/index.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

interface Preset {
  readonly roles: readonly {
    key: string
    archetype: Archetype
    differences?: { add: { resource: string; rule: object }[] }
  }[]
  readonly people: readonly { key: string; name: string; roles: string[]; language: string }[]
  readonly records: readonly {
    resource: string
    key: string
    by?: string
    at?: string
    values?: object
    actions?: { action: string; by?: string; at?: string; input?: object }[]
  }[]
}

const today = Temporal.PlainDate.from('2026-03-10')
const zone = 'Europe/Bucharest'
const preset: Preset = JSON.parse(readFileSync(new URL('../../presets/demo.json', import.meta.url), 'utf8'))
const people = new Map<string, Member>()
const made = new Map<string, string>()
const refused: string[] = []
let studio: Studio

beforeAll(async () => {
  studio = await openStudio({ zone })
  for (const { key, name, roles, language } of preset.people) {
    const role = preset.roles.find((one) => one.key === roles[0])
    const may = role?.differences?.add
    const person = await studio.person(name.split(' ')[0] ?? name, role?.archetype ?? 'worker', {
      language,
      ...(may && { may }),
    })
    people.set(key, person)
    made.set(`people/${key}`, person.id)
  }
  for (const { resource, key, by = 'elena', at, values, actions = [] } of preset.records) {
    const name = `${resource}/${key}`
    if (values && (resource === 'notifications' || 'source' in values)) {
      // What people are told nobody makes by hand, nor a timer that runs.
      as(by, at)
      const { id } = (await studio.asSystem((scope) =>
        scope.records({ name: resource, fields: {} } as never).create(resolved(values) as never),
      )) as { id: string }
      made.set(name, id)
    } else if (values) {
      const { status, body } = await as(by, at).post(`/${resource}`, resolved(values))
      if (status === 201) made.set(name, body.id)
      else refused.push(`${name}: ${status} ${JSON.stringify(body)}`)
    }
    for (const step of actions) {
      const { status, body } = await as(step.by ?? by, step.at ?? at).post(
        `/${resource}/${made.get(name)}/${step.action}`,
        resolved(step.input) as object,
      )
      if (status !== 200) refused.push(`${name} ${step.action}: ${status} ${JSON.stringify(body)}`)
    }
  }
  studio.setNow('2026-03-10T09:00:00.000Z')
  await studio.platform.events.drain()
}, 120_000)
afterAll(() => studio?.close())

it('the sample studio is made by its own people, each under his own rights', () => {
  expect(refused).toEqual([])
})

it('and each of them sees his part of it', async () => {
  const counts = async (key: string, resource: string) => (await person(key).list(resource)).body.length
  expect(await counts('elena', 'projects')).toBe(8)
  expect(await counts('elena', 'tasks')).toBe(56)
  expect(await counts('daniel', 'projects')).toBe(2)
  expect(await counts('daniel', 'clients')).toBe(1)
  expect(await counts('mara', 'tasks')).toBe(20)
  expect(await counts('sofia', 'projects')).toBe(2)
})

it('and its lists have something to say', async () => {
  const { body: quiet } = await person('victor').list('clients', { lastActivityAt_lte: '$now-60d' })
  expect(quiet.map(({ name }: { name: string }) => name)).toContain('Irina Toma')
  const { body: doubled } = await person('victor').list('clients', { name: 'G. Enache' })
  expect(doubled[0].similar).toEqual([made.get('clients/george')])
  const { body: overdue } = await person('elena').list('tasks', {
    status_in: ['pending', 'in-progress'],
    dueAt_lt: '$now',
  })
  expect(overdue.length).toBeGreaterThan(2)
})

function person(key: string): Member {
  const found = people.get(key)
  if (!found) throw new Error(`Nobody is called ${key}`)
  return found
}

/** The person, on the day it is said to have happened. */
function as(key: string, at = '$today'): Member {
  studio.setNow(`${moment(at.split('T')[0] ?? at)}T09:00:00.000Z`)
  return person(key)
}

function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(part)]))
  if (typeof value !== 'string') return value
  if (value.startsWith('@@')) return `${value.slice(2, value.indexOf('/'))}/${made.get(value.slice(2))}`
  if (value.startsWith('@')) return made.get(value.slice(1))
  return value.startsWith('$') ? moment(value) : value
}

function moment(text: string): string {
  const [, days = '0', time] = /^\$today(?:([+-]\d+)d)?(?:T(\d\d:\d\d))?$/.exec(text) ?? []
  const day = today.add({ days: Number(days) })
  return time ? day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString() : day.toString()
}
