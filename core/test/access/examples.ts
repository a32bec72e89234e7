import { createHash } from 'node:crypto'
import type { Registry, ResourceModel } from '../../src/records/model.ts'

/** Few values, so that conditions are met about as often as not. */
export const pools = {
  text: ['Alfa', 'alfa', 'Ălfă', 'a%b', 'axb', 'a_b', 'бета', "O'Neil", '$me'],
  integer: [-1, 0, 1, 2, 9_007_199_254_740_991],
  decimal: [-0.5, 0, 0.1, 0.3, 2.25],
  currency: ['EUR', 'MDL'],
  date: ['2026-01-31', '2026-02-28', '2026-03-01', '2026-03-02'],
  instant: [
    '2026-02-28T23:59:59.999Z',
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T10:00:00.001Z',
    '2026-03-01T12:30:00.000Z',
  ],
  zone: ['Europe/Chisinau', 'UTC'],
}

export const moment = { now: '2026-03-01T10:00:00.000Z', today: '2026-03-01' }
export const tenants = [uuid('tenant one'), uuid('tenant two')] as const
export type WireRecord = Readonly<Record<string, unknown>>
/** Tenant → resource → records. The same ids stand in both tenants for different things. */
export type World = Readonly<Record<string, ReadonlyMap<string, readonly WireRecord[]>>>

export const idsOf = (resource: string) =>
  Array.from({ length: counts[resource] ?? 0 }, (_, index) => uuid(`${resource} ${index}`))

const counts: Readonly<Record<string, number>> = {
  people: 4,
  companies: 3,
  projects: 6,
  'project-members': 8,
  tasks: 14,
  entries: 8,
}

export function uuid(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Records of every resource for both tenants, from a seed. */
export function worldOf(registry: Registry, seed: number): World {
  const random = generator(seed)
  return Object.fromEntries(
    tenants.map((tenant) => [
      tenant,
      new Map([...registry.models.values()].map((model) => [model.name, recordsOf(registry, model, random)])),
    ]),
  )
}

function recordsOf(registry: Registry, model: ResourceModel, random: () => number): WireRecord[] {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const some = <T>(values: readonly T[]): T[] => values.filter(() => random() < 0.4)
  const value = (name: string): unknown => {
    const field = model.fields.get(name)
    if (field?.definition.optional && random() < 0.25) return null
    const target = idsOf(field?.definition.target ?? '')
    switch (field?.kind) {
      case 'integer':
      case 'duration':
        return pick(pools.integer)
      case 'decimal':
        return pick(pools.decimal)
      case 'money':
        return { amount: pick(pools.integer), currency: pick(pools.currency) }
      case 'boolean':
        return random() < 0.5
      case 'date':
        return pick(pools.date)
      case 'instant':
        return pick(pools.instant)
      case 'enumeration':
      case 'state':
        return pick(field.definition.values ?? [])
      case 'ref':
        return pick(target)
      case 'refs':
        return some(target)
      case 'subject': {
        const resource = pick(registry.capable.get(field.definition.capability ?? '') ?? [])
        return `${resource}/${pick(idsOf(resource))}`
      }
      case 'json':
        return {}
      default:
        return pick(pools.text)
    }
  }
  return idsOf(model.name).map((id) => {
    const stored = [...model.fields.values()].filter(({ kind }) => kind !== 'many')
    const fields = Object.fromEntries(stored.map(({ name }) => [name, value(name)]))
    const zones = Object.fromEntries(
      stored
        .filter(({ kind }) => kind === 'instant')
        .map(({ name }) => [`${name}Zone`, fields[name] === null ? null : pick(pools.zone)]),
    )
    const system = {
      id,
      version: pick([1, 2]),
      createdAt: pick(pools.instant),
      createdBy: pick([...idsOf('people'), null]),
      updatedAt: pick(pools.instant),
      updatedBy: null,
      archivedAt: pick([null, null, pools.instant[0]]),
    }
    return { ...fields, ...zones, ...system }
  })
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
