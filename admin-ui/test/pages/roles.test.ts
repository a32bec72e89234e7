import { describe, expect, test } from 'vitest'
import {
  archetypeLines,
  isDifferent,
  type Line,
  linesOf,
  rulesOf,
  stateOf,
  withLines,
} from '../../src/pages/roles/cell.ts'
import { groupOf, isComplete, whereOf } from '../../src/pages/roles/condition.ts'
import type { CatalogueResource, Differences, Rule } from '../../src/pages/roles/rights.ts'

const none: Differences = { add: [], remove: [] }
const mine = { assignees: '$me' }
const keyed = (rules: readonly Rule[]) => rules.map((rule, index) => ({ key: `key${index}`, rule }))
const tasks = {
  name: 'tasks',
  rules: {
    worker: keyed([
      { action: 'read', where: mine },
      { action: 'update', where: mine, fields: ['title', 'notes'] },
      { action: 'manage', where: { leads: '$me' } },
    ]),
    admin: keyed([{ action: 'manage' }]),
  },
} as unknown as CatalogueResource

const after = (archetype: string, action: string, lines: readonly Line[], differences = none) =>
  withLines(tasks, archetype, differences, action, lines)
const said = (archetype: string, differences: Differences, action: string) =>
  linesOf(rulesOf(tasks, archetype, differences), action)

describe('a cell of the matrix', () => {
  test('says no, yes, under a condition, or for some fields', () => {
    expect(stateOf(archetypeLines(tasks, 'client', 'read'))).toBe('no')
    expect(stateOf(archetypeLines(tasks, 'admin', 'read'))).toBe('yes')
    expect(stateOf(archetypeLines(tasks, 'worker', 'update'))).toBe('condition')
    expect(stateOf([{ fields: ['title'] }])).toBe('fields')
    expect(stateOf([{ isException: true, where: mine }])).toBe('no')
  })

  test.each([
    ['worker', 'read', [{}]],
    ['worker', 'read', []],
    ['worker', 'read', [{ where: mine }, { where: { leads: '$me' } }, { where: { watchers: '$me' } }]],
    ['worker', 'update', [{ where: mine }]],
    ['worker', 'delete', [{ where: mine, fields: ['title'] }]],
    ['admin', 'delete', []],
    ['admin', 'read', [{ where: mine }]],
    ['admin', 'read', [{}, { where: mine, isException: true }]],
    ['client', 'read', [{ where: mine }]],
  ] as [string, string, Line[]][])(
    'of a %s: %s becomes what was chosen, and nothing else changes',
    (archetype, action, lines) => {
      const differences = after(archetype, action, lines)
      expect(said(archetype, differences, action)).toEqual(lines)
      for (const other of ['read', 'update', 'delete', 'complete'])
        if (other !== action) expect(isDifferent(tasks, archetype, differences, other)).toBe(false)
    },
  )

  test('back to the archetype’s leaves no difference behind', () => {
    const differences = after('worker', 'read', [{}], after('worker', 'update', []))
    const back = after('worker', 'read', archetypeLines(tasks, 'worker', 'read'), differences)
    expect(after('worker', 'update', archetypeLines(tasks, 'worker', 'update'), back)).toEqual(none)
    expect(isDifferent(tasks, 'worker', differences, 'read')).toBe(true)
  })

  test('what only comes on top leaves the archetype’s rules in place, so that they go on changing with it', () => {
    const lines = [...archetypeLines(tasks, 'worker', 'read'), { where: { watchers: '$me' } }]
    expect(after('worker', 'read', lines).remove).toEqual([])
  })
})

describe('a condition', () => {
  test.each([
    [{ assignees: '$me' }],
    [{ 'project.members.person': '$me', status_in: ['open', 'closed'] }],
    [{ $or: [{ a: 1 }, { $and: [{ b: 2 }, { b_gte: 1 }] }] }],
    [{ $and: [{ assignees: '$me' }, { 'project.members.person': '$me' }] }],
    [{ 'project.members': { person: '$me', role: 'lead' } }],
    [{ $not: { status: 'closed' } }],
    [{ $not: { $or: [{ a: 1 }, { b: 1 }] } }],
    [{ dueOn_lte: '$today+30d', closedAt_null: true }],
  ])('%j is built from what it is taken apart into', (where) => {
    const built = whereOf(groupOf(where))
    expect(groupOf(built)).toEqual(groupOf(where))
    expect(isComplete(groupOf(where))).toBe(true)
  })

  test('is not finished while something is not chosen', () => {
    expect(isComplete({ match: 'all', parts: [] })).toBe(false)
    expect(isComplete({ match: 'all', parts: [{ path: 'a', operator: 'eq' }] })).toBe(false)
    expect(isComplete({ match: 'any', parts: [{ path: 'a', operator: 'in', value: [] }] })).toBe(false)
  })
})
