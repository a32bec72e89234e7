import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { expect, test } from 'vitest'
import { tidy } from '../../../src/fields/json/tidy.ts'
import { toneOfState } from '../../../src/fields/tones.ts'
import { meets } from '../../../src/records/form/show-when.ts'
import { differencesOf, keptOf } from '../../../src/records/form/stale.ts'
import { changesIn, initialValues } from '../../../src/records/form/values.ts'

const field = (name: string, more: Partial<ManifestRecordField> = {}): ManifestRecordField => ({
  name,
  kind: 'text',
  label: name,
  required: false,
  readable: 'always',
  creatable: 'always',
  updatable: 'always',
  ...more,
})

test('a condition hides a field only where the form itself says so', () => {
  const values = { kind: 'client', months: 3, price: { amount: 100, currency: 'EUR' }, people: ['a'], who: 'me' }
  const holds = (where: Record<string, unknown>) => meets(where, values, 'me')
  expect([holds({ kind: 'client' }), holds({ kind: 'other' })]).toEqual([true, false])
  expect([holds({ kind_in: ['client', 'x'] }), holds({ kind_nin: ['client'] })]).toEqual([true, false])
  expect([holds({ months_gte: 3 }), holds({ months_gt: 3 }), holds({ price_lte: 99 })]).toEqual([true, false, false])
  expect([holds({ people: 'a' }), holds({ people: 'b' }), holds({ who: '$me' })]).toEqual([true, false, true])
  expect([holds({ notes_null: true }), holds({ $or: [{ kind: 'x' }, { months: 3 }] })]).toEqual([true, true])
  expect(holds({ 'project.client': 'unknown here' })).toBe(true)
})

test('defaults are reckoned on the calendar of the zone', () => {
  const now = new Date('2026-03-28T22:30:00Z')
  const moment = { me: 'elena', zone: 'Europe/Bucharest', now }
  const fields = [
    field('owner', { kind: 'ref', default: '$me' }),
    field('from', { kind: 'date', default: '$today' }),
    field('to', { kind: 'date', default: '$today+30d' }),
    field('at', { kind: 'instant', default: '$now-2h' }),
    field('note'),
  ]
  expect(initialValues(fields, moment)).toEqual({
    owner: 'elena',
    from: '2026-03-29',
    to: '2026-04-28',
    at: '2026-03-28T20:30:00.000Z',
  })
})

test('only what differs is sent, and empty parts of structured data are none', () => {
  const fields = [field('name'), field('price', { kind: 'money' }), field('repeat', { kind: 'json', optional: true })]
  const begun = { name: 'One', price: { amount: 5, currency: 'EUR' }, repeat: null }
  const form = { name: 'One', price: { currency: 'EUR', amount: 5 }, repeat: { every: null, unit: '' } }
  expect(changesIn(fields, form, begun)).toEqual({})
  expect(changesIn(fields, { ...form, name: '' }, begun)).toEqual({ name: null })
  expect(tidy([{ day: 1, from: '' }, { day: null }])).toEqual([{ day: 1 }])
})

test('who changed a value keeps it; where both did, the choice decides', () => {
  const fields = [field('name'), field('note'), field('plan'), field('same')]
  const begun = { id: '1', name: 'a', note: 'a', plan: 'a', same: 'a' }
  const mine = { name: 'mine', note: 'mine', plan: 'a', same: 'b' }
  const theirs = { id: '1', name: 'theirs', note: 'a', plan: 'theirs', same: 'b' }
  const differences = differencesOf(fields, begun, mine, theirs)
  expect(differences.map(({ field: { name }, isConflict, proposal }) => [name, isConflict, proposal])).toEqual([
    ['name', true, 'mine'],
    ['note', false, 'mine'],
    ['plan', false, 'theirs'],
  ])
  expect(keptOf(differences, {})).toEqual({ name: 'mine', note: 'mine' })
  expect(keptOf(differences, { name: 'theirs', plan: 'mine' })).toEqual({ note: 'mine', plan: 'a' })
})

test('a state has the colour of the ways that lead in and out', () => {
  const step = (name: string, from: string[], to: string, destructive = false) => ({
    name,
    label: name,
    input: [],
    from,
    to,
    destructive,
    right: 'always' as const,
  })
  const actions = [
    step('start', ['open'], 'busy'),
    step('finish', ['busy'], 'done'),
    step('drop', ['open', 'busy'], 'dropped', true),
    step('again', ['done', 'dropped'], 'open'),
  ]
  const status = { name: 'status', values: ['open', 'busy', 'done', 'dropped'] }
  expect(status.values.map((value) => toneOfState({ actions }, status, value))).toEqual([
    'grey',
    'blue',
    'green',
    'red',
  ])
})
