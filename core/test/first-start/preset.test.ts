import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPresets, readPreset, withoutStory } from '../../src/first-start/preset.ts'
import { daysOf } from '../../src/first-start/preset-series.ts'
import { resolveValue, sayIn } from '../../src/first-start/preset-values.ts'

const zone = 'Europe/Bucharest'
const today = '2026-03-10'
const record = { resource: 'entries', key: 'work' }
const days = (each: object, values: Record<string, unknown> = {}, free: readonly string[] = []) =>
  daysOf({ ...record, each: each as never, values }, { today, zone, free: new Set(free) })

describe('a series of a preset', () => {
  it('is one record a day, on its weekdays, without what is left out', () => {
    const week = { from: '$today-14d', to: '$today-1d' }
    expect(days(week)).toHaveLength(14)
    expect(days({ ...week, weekdays: [1, 2, 3, 4, 5] })).toHaveLength(10)
    expect(days({ ...week, weekdays: [1, 2, 3, 4, 5], except: [['$today-8d', '$today-7d']] })).toHaveLength(8)
    // The ninth of March is yesterday.
    expect(days({ ...week, weekdays: [1, 2, 3, 4, 5] }, {}, ['2026-03-09'])).toHaveLength(9)
    expect(days({ from: '$today+1d', to: '$today' })).toEqual([])
  })

  it('says its day wherever it is written, and takes the next of a cycle each time', () => {
    const made = days(
      { from: '$today-1d', to: '$today+1d' },
      { on: '$day', at: { $cycle: ['$dayT09:00', '$dayT10:30'] }, tags: ['$day'], text: 'on $day' },
    )
    expect(made.map(({ key, values }) => [key, values])).toEqual([
      ['work-1', { on: '$today-1d', at: '$today-1dT09:00', tags: ['$today-1d'], text: 'on $day' }],
      ['work-2', { on: '$today+0d', at: '$today+0dT10:30', tags: ['$today+0d'], text: 'on $day' }],
      ['work-3', { on: '$today+1d', at: '$today+1dT09:00', tags: ['$today+1d'], text: 'on $day' }],
    ])
  })
})

describe('the values of a preset', () => {
  const speaking = { preset: 'p', language: 'ro', zone, today, made: new Map([['tasks/roof', 'the-id']]) }
  const read = (value: unknown) => resolveValue(value, speaking)

  it('stand for records, moments, and words in the language of the tenant', () => {
    expect(
      read({
        a: '@tasks/roof',
        b: ['@@tasks/roof'],
        c: '$today-1d',
        d: '$$from',
        e: { $say: { en: 'One', ro: 'Unu' } },
      }),
    ).toEqual({
      ...{ a: 'the-id', b: ['tasks/the-id'], c: '2026-03-09', d: '$from', e: 'Unu' },
    })
    expect(sayIn({ en: 'One', ru: 'Один' }, 'ro')).toBe('One')
    expect(sayIn({ ro: 'Unu' }, 'ro-MD')).toBe('Unu')
  })

  it.each(['@tasks/wall', '$tomorrow'])('%s is told where it stands for nothing', (value) => {
    expect(() => read(value)).toThrow(value)
  })
})

describe('the files of a preset', () => {
  let folder: string
  const kind = {
    ...{ name: 'shop', plugins: [], settings: {}, roles: [] },
    tenant: { slug: 's', name: 'S', zone, language: 'ro', currency: 'RON', weekStart: 1 },
  }
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content))
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guildhall-presets-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are one, or two: what it begins with and what it is shown with', () => {
    const url = pathToFileURL(`${folder}/`)
    const person = { key: 'a', name: 'A', email: 'a@b.example', kind: 'staff', roles: [] }
    write('shop.json', { ...kind, setup: [{ resource: 'x', key: 'x', values: {} }] })
    expect(readPreset(url, 'shop')).toMatchObject({ people: [], records: [] })
    write('shop.demo.json', { people: [person], records: [] })
    expect(listPresets(url)).toEqual(['shop'])
    expect(readPreset(url, 'shop').people).toEqual([person])
    expect(withoutStory(readPreset(url, 'shop'))).toMatchObject({ people: [], setup: [{ resource: 'x' }] })
    write('shop.demo.json', { people: [], records: [], roles: [] })
    expect(() => readPreset(url, 'shop')).toThrow(/shop\.demo\.json/)
    expect(() => readPreset(url, 'shop.demo')).toThrow(/no preset/)
  })
})
