import { can, cannot, me } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '../../src/access/plan.ts'
import { business, role } from './business.ts'

const plan = compileAccess(business, [
  {
    role: role('worker'),
    resource: 'tasks',
    rules: [can('read'), cannot('read', ['price']), cannot('read', { status: 'done' }, ['months'])],
  },
  {
    role: role('worker'),
    resource: 'projects',
    rules: [can('read', { 'members.person': me }), cannot('read', ['budget'])],
  },
])

describe('a filter', () => {
  it('on a field the caller can never read is as one on a field that does not exist', () => {
    expect(plan.filter('tasks', { price_gte: 1 }).problems).toMatchObject([
      { path: 'price', code: 'access.field_unknown' },
    ])
    expect(plan.filter('tasks', { nothing: 1 }).problems).toMatchObject([
      { path: 'nothing', code: 'access.field_unknown' },
    ])
    expect(plan.filter('tasks', { 'project.budget_gte': 1 }).problems).toMatchObject([
      { path: 'project.budget', code: 'access.field_unknown' },
    ])
    expect(plan.filter('tasks', { 'project.client.vip': true }).problems).toMatchObject([
      { path: 'project.client.vip', code: 'access.field_unknown' },
    ])
    expect(plan.filter('tasks', { title: 'x' }).problems).toEqual([])
  })
  it('on a field some records hide does not tell what those hold', () => {
    expect(plan.filter('tasks', { months: 1 }).fragment('t').text).toBe(
      '(t."status" is distinct from ?) and (t."months" = ?)',
    )
    expect(plan.filter('tasks', { title: 'x' }).fragment('t').text).toBe('t."title" = ?')
  })
  it('behind a reference sees only what the caller may read there', () => {
    const { text, binds } = plan.filter('tasks', { 'project.title': 'x' }).fragment('t')
    expect(text).toContain('"person_id" = ?')
    expect(binds).toEqual([{ kind: 'me' }, { kind: 'value', index: 0 }])
  })
  it('shares its statement with filters of its shape', () => {
    const one = plan.filter('tasks', { title: 'x', 'project.title': 'y' })
    const two = plan.filter('tasks', { 'project.title': 'z', title: 'w' })
    expect(two.fragment('t')).toBe(one.fragment('t'))
    expect([one.values, two.values]).toEqual([
      ['y', 'x'],
      ['z', 'w'],
    ])
    expect(plan.filter('tasks', { title_ne: 'x' }).fragment('t')).not.toBe(one.fragment('t'))
  })
})
