import type { Where } from '@guildhall/sdk'
import fc from 'fast-check'
import type { AnyRule } from '../../src/access/ability.ts'
import { namesOf } from '../../src/access/attribute.ts'
import type { RuleSet } from '../../src/access/rules.ts'
import type { FieldModel, Registry, ResourceModel } from '../../src/records/model.ts'
import { role } from './business.ts'
import { idsOf, pools } from './examples.ts'

type Entry = readonly [key: string, value: unknown]

/** `readable` may only point down this list, else two resources would wait for each other. */
const ranks = ['people', 'companies', 'projects', 'project-members', 'tasks', 'entries']

/** Every key and value a condition on the resource may have, true of roughly every second record. */
export function whereOf(registry: Registry, model: ResourceModel, depth = 3): fc.Arbitrary<Where> {
  const entries = fc.array(entryOf(registry, model, depth), { minLength: 0, maxLength: 3 })
  return entries.map((list) => Object.fromEntries(list) as Where)
}

function entryOf(registry: Registry, model: ResourceModel, depth: number): fc.Arbitrary<Entry> {
  const fields = [...model.fields.values()].flatMap((field) => fieldEntries(registry, model, field, depth))
  const leaf = fc.oneof(...fields, ...systemEntries(model))
  if (depth === 0) return leaf
  const inner = whereOf(registry, model, depth - 1)
  const list = fc.array(inner, { maxLength: 3 })
  return fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: 1, arbitrary: list.map((parts): Entry => ['$or', parts]) },
    { weight: 1, arbitrary: list.map((parts): Entry => ['$and', parts]) },
    { weight: 2, arbitrary: inner.map((part): Entry => ['$not', part]) },
  )
}

function fieldEntries(
  registry: Registry,
  model: ResourceModel,
  field: FieldModel,
  depth: number,
): fc.Arbitrary<Entry>[] {
  const { name, kind } = field
  switch (kind) {
    case 'integer':
    case 'duration':
      return [ordered(name, pools.integer)]
    case 'decimal':
      return [ordered(name, pools.decimal)]
    case 'money':
      return [
        ordered(name, pools.integer),
        ordered(`${name}.amount`, pools.integer),
        equal(`${name}.currency`, pools.currency),
        moneyWhole(name),
      ]
    case 'boolean':
      return [fc.oneof(entries(name, fc.boolean()), entries(`${name}_ne`, fc.boolean()))]
    case 'date':
      return [ordered(name, [...pools.date, '$today', '$today+1d', '$today-1d'], pools.date)]
    case 'instant':
      return [
        ordered(
          name,
          [...pools.instant, '2026-03-01T12:30:00+02:30', '$now', '$now-10h', '$now+150m', '$now-1d'],
          pools.instant,
        ),
        equal(`${name}Zone`, pools.zone),
      ]
    case 'enumeration':
    case 'state':
      return [equal(name, field.definition.values ?? [])]
    case 'json':
      return [emptiness(name)]
    case 'subject':
      return subjectEntries(registry, model, field)
    case 'text':
      return [
        fc.oneof(
          equal(
            name,
            pools.text.filter((value) => value !== '$me'),
          ),
          entries(`${name}_like`, fc.constantFrom('alf', 'ALFĂ', '%', '_', 'a_b', 'бет', "'", '', 'neil')),
        ),
      ]
    default:
      return pointerEntries(registry, model, field, depth)
  }
}

function pointerEntries(
  registry: Registry,
  model: ResourceModel,
  { name, definition }: FieldModel,
  depth: number,
): fc.Arbitrary<Entry>[] {
  const target = registry.model(definition.target ?? '')
  const found: fc.Arbitrary<Entry>[] = [pointing(name, target.name)]
  if (ranks.indexOf(target.name) < ranks.indexOf(model.name)) found.push(entries(name, fc.constant('readable')))
  if (depth > 0) {
    const behind = fc.oneof(entryOf(registry, target, depth > 1 ? 1 : 0))
    found.push(behind.filter(([key]) => !key.startsWith('$')).map(([key, value]): Entry => [`${name}.${key}`, value]))
    found.push(whereOf(registry, target, depth - 1).map((where): Entry => [name, where]))
  }
  return found
}

function subjectEntries(
  registry: Registry,
  model: ResourceModel,
  { name, definition }: FieldModel,
): fc.Arbitrary<Entry>[] {
  const capable = registry.capable.get(definition.capability ?? '') ?? []
  const subjects = capable.flatMap((resource) => idsOf(resource).map((id) => `${resource}/${id}`))
  const isBelow = capable.every((resource) => ranks.indexOf(resource) < ranks.indexOf(model.name))
  return [
    equal(name, subjects),
    equal(`${name}.resource`, capable),
    ...(isBelow ? [entries(name, fc.constant('readable'))] : []),
  ]
}

function systemEntries(model: ResourceModel): fc.Arbitrary<Entry>[] {
  return [
    pointing('id', model.name),
    pointing('createdBy', 'people'),
    ordered('version', [1, 2]),
    ordered('createdAt', pools.instant),
    ordered('archivedAt', ['$now', ...pools.instant], pools.instant),
  ]
}

function pointing(name: string, target: string): fc.Arbitrary<Entry> {
  const one = fc.constantFrom(...idsOf(target), '$me', '$me')
  const list = fc.array(fc.oneof({ weight: 5, arbitrary: one }, fc.constant(null)), { maxLength: 4 })
  return fc.oneof(
    entries(name, one),
    entries(`${name}_ne`, one),
    entries(name, list),
    entries(`${name}_in`, list),
    entries(`${name}_nin`, list),
    emptiness(name),
  )
}

function equal(name: string, values: readonly unknown[]): fc.Arbitrary<Entry> {
  const one = fc.constantFrom(...values)
  const list = fc.array(fc.oneof({ weight: 5, arbitrary: one }, fc.constant(null)), { maxLength: 4 })
  return fc.oneof(
    entries(name, one),
    entries(`${name}_ne`, one),
    entries(`${name}_in`, list),
    entries(`${name}_nin`, list),
    entries(`${name}_ne`, list),
    emptiness(name),
  )
}

function ordered(name: string, values: readonly unknown[], plain: readonly unknown[] = values): fc.Arbitrary<Entry> {
  const suffix = fc.constantFrom('', '_ne', '_gt', '_gte', '_lt', '_lte')
  return fc.oneof(
    fc.tuple(suffix, fc.constantFrom(...values)).map(([operator, value]): Entry => [`${name}${operator}`, value]),
    equal(name, plain),
  )
}

function moneyWhole(name: string): fc.Arbitrary<Entry> {
  const amount = fc.constantFrom(...pools.integer)
  return fc
    .record({ amount_gte: amount, currency: fc.constantFrom(...pools.currency) })
    .map((value): Entry => [name, value])
}

function emptiness(name: string): fc.Arbitrary<Entry> {
  return fc.oneof(
    entries(`${name}_null`, fc.boolean()),
    entries(name, fc.constant(null)),
    entries(`${name}_ne`, fc.constant(null)),
  )
}

const entries = (key: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Entry> =>
  values.map((value): Entry => [key, value])

/** Up to three roles; on each resource some rules, later ones stronger, some taking away, some on a few fields only. */
export function ruleSetsOf(registry: Registry, actions: readonly string[]): fc.Arbitrary<RuleSet[]> {
  const sets = [...registry.models.values()].flatMap((model) =>
    ['first', 'second', 'third'].map((id) => ({ id, model })),
  )
  return fc.tuple(
    ...sets.map(({ id, model }) =>
      rulesOf(registry, model, actions, id === 'first' ? 4 : 1).map((rules) => ({
        role: role(id),
        resource: model.name,
        rules,
      })),
    ),
  )
}

function rulesOf(
  registry: Registry,
  model: ResourceModel,
  actions: readonly string[],
  most: number,
): fc.Arbitrary<AnyRule[]> {
  const names = fc.subarray(namesOf(model), { minLength: 1, maxLength: 4 })
  const rule = fc.record({
    action: fc.constantFrom(...actions, 'read', 'manage'),
    where: fc.option(whereOf(registry, model), { nil: undefined, freq: 5 }),
    fields: fc.option(names, { nil: undefined, freq: 1 }),
    inverted: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  })
  const known = rule.map(
    ({ where, fields, inverted, action }): AnyRule => ({
      action,
      ...(where && { where }),
      ...(fields && { fields }),
      ...(inverted && { inverted }),
    }),
  )
  return fc.array(known, { maxLength: most })
}
