import { can, cannot, me } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/access/explain.ts'
import { compileAccess } from '../../src/access/plan.ts'
import { business, role } from './business.ts'
import { idsOf, moment, tenants, worldOf } from './examples.ts'

const [ann = '', bob = ''] = idsOf('people')
const plan = compileAccess(business, [
  {
    role: role('worker'),
    resource: 'tasks',
    rules: [
      can('read', { assignees: me }),
      can('update', { dueOn_gte: '$today' }, ['title']),
      can('finish', { 'project.members.person': me }),
    ],
  },
  { role: role('lead'), resource: 'tasks', rules: [can('read', { status: 'doing' }), cannot('read', { done: true })] },
])
const task = {
  ...worldOf(business, 1)[tenants[0]]?.get('tasks')?.[0],
  assignees: [bob],
  status: 'doing',
  done: false,
  dueOn: '2026-02-28',
}
const about = (record: object, facts: [string, boolean][] = []) => ({
  record: { ...task, ...record },
  facts: new Map(facts),
  context: { ...moment, tenant: tenants[0], me: ann },
})

describe('why', () => {
  it('names the rule and the role that allowed', () => {
    const answer = explain(plan, 'tasks', 'read', about({}))
    expect(answer).toMatchObject({
      allowed: true,
      decidedBy: { role: { id: 'lead' }, rule: { where: { status: 'doing' } } },
    })
  })
  it('names the rule that took away', () => {
    const answer = explain(plan, 'tasks', 'read', about({ done: true }))
    expect(answer).toMatchObject({ allowed: false, decidedBy: { role: { id: 'lead' }, rule: { inverted: true } } })
  })
  it('says which condition failed on which value', () => {
    const answer = explain(plan, 'tasks', 'read', about({ status: 'pending' }))
    expect(answer).toMatchObject({ allowed: false, decidedBy: null })
    expect(answer.rules.map(({ unmet }) => unmet)).toEqual([
      [
        {
          path: 'assignees',
          operator: 'linked',
          negated: false,
          expected: { value: ann, written: '$me' },
          actual: [bob],
        },
      ],
      [{ path: 'done', operator: 'eq', negated: false, expected: { value: true }, actual: false }],
      [{ path: 'status', operator: 'eq', negated: false, expected: { value: 'doing' }, actual: 'pending' }],
    ])
  })
  it('speaks of one field', () => {
    expect(explain(plan, 'tasks', 'update', about({ dueOn: '2026-03-02' }), 'title').allowed).toBe(true)
    expect(explain(plan, 'tasks', 'update', about({ dueOn: '2026-03-02' }), 'months')).toMatchObject({
      allowed: false,
      decidedBy: null,
      rules: [],
    })
    expect(explain(plan, 'tasks', 'update', about({}), 'title').rules[0]?.unmet).toEqual([
      {
        path: 'dueOn',
        operator: 'gte',
        negated: false,
        expected: { value: '2026-03-01', written: '$today' },
        actual: '2026-02-28',
      },
    ])
  })
  it('says what was asked behind a reference, without its values', () => {
    const [fact] = plan.facts('tasks', ['finish'])
    const answer = explain(plan, 'tasks', 'finish', about({}, [[fact?.key ?? '', false]]))
    expect(answer.rules[0]?.unmet).toEqual([
      { path: 'project.members.person', operator: 'eq', negated: false, expected: { value: ann, written: '$me' } },
    ])
  })
})
