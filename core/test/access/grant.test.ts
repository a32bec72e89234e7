import { can, cannot, me } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import type { AnyRule } from '../../src/access/ability.ts'
import { mayGrant } from '../../src/access/grant.ts'
import { compileAccess } from '../../src/access/plan.ts'
import { business, role } from './business.ts'

function missing(own: AnyRule[] | AnyRule[][], granted: AnyRule[], resource = 'tasks') {
  const roles = (Array.isArray(own[0]) ? own : [own]) as AnyRule[][]
  const plan = compileAccess(
    business,
    roles.map((rules, index) => ({ role: role(`own ${index}`), resource: 'tasks', rules })),
  )
  return mayGrant(business, plan, [{ resource, rules: granted }])
}

describe('nobody grants what he does not hold', () => {
  it('who manages grants everything, on that resource', () => {
    expect(missing([can('manage')], [can('manage'), can('read', ['title']), can('finish', { done: true })])).toEqual([])
    expect(missing([can('manage')], [can('read')], 'projects')).toMatchObject([{ resource: 'projects' }])
  })
  it('who reads does not grant updating, nor managing', () => {
    expect(missing([can('read')], [can('read'), can('update')])).toEqual([{ resource: 'tasks', rule: can('update') }])
    expect(missing([can('read'), can('update')], [can('manage')])).toHaveLength(1)
  })
  it('who is held to a condition grants it under that condition or a narrower one', () => {
    const own = [can('read', { assignees: me })]
    expect(missing(own, [can('read', { assignees: me })])).toEqual([])
    expect(missing(own, [can('read', { done: true, assignees: me })])).toEqual([])
    expect(missing(own, [can('read', { done: true })])).toHaveLength(1)
    expect(missing(own, [can('read', { $or: [{ assignees: me }, { done: true }] })])).toHaveLength(1)
    expect(missing(own, [can('read')])).toHaveLength(1)
  })
  it('who has some fields grants those', () => {
    const own = [can('read', ['title', 'done']), can('read', ['months'])]
    expect(missing(own, [can('read', ['title', 'months'])])).toEqual([])
    expect(missing(own, [can('read', ['title', 'price'])])).toEqual([
      { resource: 'tasks', rule: can('read', ['title', 'price']), fields: ['price'] },
    ])
    expect(missing(own, [can('read')])[0]).not.toHaveProperty('fields')
  })
  it('what is taken from him must be taken from the new role too, after it gives', () => {
    const own = [can('read'), cannot('read', ['price'])]
    expect(missing(own, [can('read'), cannot('read', ['price'])])).toEqual([])
    expect(missing(own, [can('read'), cannot('read', ['price', 'rate'])])).toEqual([])
    expect(missing(own, [can('read')])).toMatchObject([{ fields: ['price'] }])
    expect(missing(own, [cannot('read', ['price']), can('read')])).toHaveLength(1)
    expect(missing(own, [can('read'), cannot('read', { done: true }, ['price'])])).toHaveLength(1)
    expect(missing([can('manage'), cannot('delete')], [can('manage')])).toHaveLength(1)
    expect(missing([can('manage'), cannot('delete')], [can('update')])).toEqual([])
  })
  it('what one of his roles takes another may give', () => {
    expect(missing([[can('read'), cannot('read')], [can('read')]], [can('read')])).toEqual([])
  })
  it('taking away is free', () => {
    expect(missing([], [cannot('read')])).toEqual([])
  })
})
