import { can, cannot, readable } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '../../src/access/plan.ts'
import type { RuleSet } from '../../src/access/rules.ts'
import { narrowed, scopesOf } from '../../src/access/scopes.ts'
import { business, role } from './business.ts'

function planWithin(scopes: readonly string[], rules: Readonly<Record<string, readonly object[]>>) {
  const sets = Object.entries(rules).map(([resource, own]) => ({ role: role('worker'), resource, rules: own }))
  return compileAccess(business, narrowed(business, sets as unknown as RuleSet[], scopesOf(scopes)))
}

describe('scopes', () => {
  const rules = {
    tasks: [can('manage'), cannot('delete', { done: true }), cannot('read', ['price'])],
    projects: [can('read'), can('update', ['title'])],
  }

  it('leave of a role’s rules those on the actions they name, in their order', () => {
    const plan = planWithin(['tasks:read', 'tasks:delete'], rules)
    expect(plan.verdict('tasks', 'read')).toBe('always')
    expect(plan.verdict('tasks', 'delete')).toBe('depends')
    expect(plan.fields('tasks', 'read')).toMatchObject({ mode: 'some' })
    for (const action of ['create', 'update', 'finish', 'archive']) expect(plan.has('tasks', action)).toBe(false)
    expect(plan.has('projects', 'read')).toBe(false)
    expect(plan.rules.flatMap(({ rules }) => rules.map(({ action }) => action))).not.toContain('manage')
  })

  it('name all actions, or an action on everything, by a star', () => {
    expect(planWithin(['*:read'], rules).has('projects', 'read')).toBe(true)
    expect(planWithin(['*:read'], rules).has('projects', 'update')).toBe(false)
    const all = planWithin(['projects:*'], rules)
    expect([all.has('projects', 'update'), all.has('projects', 'create'), all.has('tasks', 'read')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('narrow what is readable by way of something else', () => {
    const through = { tasks: [can('read', { project: readable })], projects: [can('read')] }
    expect(planWithin(['tasks:read'], through).predicate('tasks', 'read', 't').text).toBe('false')
    expect(planWithin(['tasks:read', 'projects:read'], through).predicate('tasks', 'read', 't').text).not.toBe('false')
  })

  it('never widen: what hangs on something not being readable is shut where less is readable', () => {
    const taking = { tasks: [can('read'), cannot('read', { project: readable })], projects: [can('read')] }
    expect(planWithin(['tasks:read'], taking).verdict('tasks', 'read')).toBe('never')
    expect(planWithin(['*:read'], taking).verdict('tasks', 'read')).toBe('depends')
    const giving = { tasks: [can('read', { $not: { project: readable } })], projects: [can('read')] }
    expect(planWithin(['tasks:read', 'projects:read'], giving).verdict('tasks', 'read')).toBe('never')
    expect(planWithin(['*:*'], giving).verdict('tasks', 'read')).toBe('depends')
  })

  it('are the same plan for whoever says the same', () => {
    expect(scopesOf(['tasks:read', '*:read']).key).toBe(scopesOf(['*:read', 'tasks:read', '*:read']).key)
    expect(scopesOf(['tasks:read']).key).not.toBe(scopesOf(['tasks:*']).key)
  })
})
