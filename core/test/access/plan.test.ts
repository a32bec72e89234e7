import { can, cannot, me, readable } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import type { AnyRule } from '../../src/access/ability.ts'
import type { AccessContext } from '../../src/access/memory.ts'
import { compileAccess, fullAccess } from '../../src/access/plan.ts'
import { business, role } from './business.ts'
import { idsOf, moment, tenants, worldOf } from './examples.ts'

const [ann = '', bob = ''] = idsOf('people')
const context: AccessContext = { ...moment, tenant: tenants[0], me: ann }
const template = worldOf(business, 1)[tenants[0]]?.get('tasks')?.[0] ?? {}
const task = (changes: object) => ({ ...template, ...changes })
const tasksOf = (...roles: AnyRule[][]) =>
  compileAccess(
    business,
    roles.map((rules, index) => ({ role: role(`role ${index}`), resource: 'tasks', rules })),
  )
const judge = (plan: ReturnType<typeof tasksOf>, record: object, me: string | null = ann) =>
  plan.judge('tasks', task(record), new Map(), { ...context, me })

describe('without a rule', () => {
  it('nothing is allowed', () => {
    const plan = tasksOf([can('update')])
    expect(plan.verdict('tasks', 'read')).toBe('never')
    expect(plan.predicate('tasks', 'read', 't')).toEqual({ text: 'false', binds: [] })
    expect(plan.has('projects', 'read')).toBe(false)
    expect(judge(plan, {}).can('read')).toBe(false)
    expect(judge(plan, {}).fields('read')).toEqual(new Set())
    expect(plan.has('tasks', 'update')).toBe(true)
  })
  it('nobody may do what nobody declared, not even who manages', () => {
    const plan = tasksOf([can('manage')])
    expect(plan.verdict('tasks', 'explode')).toBe('never')
    expect(plan.verdict('ghosts', 'read')).toBe('never')
    expect(plan.verdict('tasks', 'finish')).toBe('always')
  })
  it('no person takes a step of the system; the system does', () => {
    expect(tasksOf([can('manage'), can('expire')]).verdict('tasks', 'expire')).toBe('never')
    expect(fullAccess(business).verdict('tasks', 'expire')).toBe('always')
    expect(fullAccess(business, ['entries']).has('tasks', 'read')).toBe(false)
  })
  it('nobody archives what cannot be archived', () => {
    const plan = compileAccess(business, [{ role: role('a'), resource: 'entries', rules: [can('manage')] }])
    expect(plan.has('entries', 'archive')).toBe(false)
    expect(plan.has('entries', 'delete')).toBe(true)
  })
})

describe('where rules overlap', () => {
  it('the later one wins', () => {
    const taken = tasksOf([can('read'), cannot('read', { status: 'done' })])
    expect(judge(taken, { status: 'done' }).can('read')).toBe(false)
    expect(judge(taken, { status: 'doing' }).can('read')).toBe(true)
    const given = tasksOf([cannot('read', { status: 'done' }), can('read')])
    expect(given.verdict('tasks', 'read')).toBe('always')
  })
  it('no role takes away what another gives', () => {
    const [worker, observer] = [[can('read')], [can('read'), cannot('read')]]
    expect(tasksOf(worker, observer).verdict('tasks', 'read')).toBe('always')
    expect(tasksOf(observer, worker).verdict('tasks', 'read')).toBe('always')
    expect(tasksOf(observer).verdict('tasks', 'read')).toBe('never')
  })
})

describe('the actor', () => {
  const plan = tasksOf([can('read', { assignees: me })])
  it('is compared with those a task is assigned to', () => {
    expect(judge(plan, { assignees: [bob, ann] }).can('read')).toBe(true)
    expect(judge(plan, { assignees: [bob] }).can('read')).toBe(false)
    expect(judge(plan, { assignees: [] }).can('read')).toBe(false)
  })
  it('who is nobody equals nothing and differs from nothing', () => {
    const others = tasksOf([can('read', { createdBy_ne: me })])
    expect(judge(others, { createdBy: bob }).can('read')).toBe(true)
    expect(judge(others, { createdBy: null }).can('read')).toBe(true)
    expect(judge(others, { createdBy: ann }).can('read')).toBe(false)
    expect(judge(others, { createdBy: bob }, null).can('read')).toBe(false)
  })
})

describe('fields', () => {
  it('are all, when no rule names any', () => {
    expect(tasksOf([can('read', { done: true })]).fields('tasks', 'read')).toEqual({ mode: 'all' })
  })
  it('are those named, with what says which record it is', () => {
    const rights = tasksOf([can('read', { done: true }, ['title', 'startsAt'])]).fields('tasks', 'read')
    expect(rights).toEqual({
      mode: 'some',
      names: new Set(['title', 'startsAt', 'startsAtZone', 'id', 'version', 'archivedAt']),
    })
    expect(tasksOf([can('update', ['title'])]).fields('tasks', 'update')).toEqual({
      mode: 'some',
      names: new Set(['title', 'id', 'version']),
    })
  })
  it('that are taken away are gone, but never the id', () => {
    const rights = tasksOf([can('read'), cannot('read', ['price', 'startsAt', 'id'])]).fields('tasks', 'read')
    if (rights.mode !== 'some') throw new Error(rights.mode)
    expect(rights.names.has('price')).toBe(false)
    expect(rights.names.has('startsAtZone')).toBe(false)
    expect(rights.names.has('id')).toBe(true)
    expect(rights.names.has('createdAt')).toBe(true)
  })
  it('hang on the record when conditions give different ones', () => {
    const plan = tasksOf([
      can('read', ['title']),
      can('read', { assignees: me }),
      cannot('read', { status: 'done' }, ['price']),
    ])
    expect(plan.fields('tasks', 'read')).toEqual({ mode: 'byRow' })
    expect(plan.verdict('tasks', 'read')).toBe('always')
    expect(plan.needs('tasks', ['read'])).toEqual(new Set(['assignees', 'status']))
    expect(judge(plan, { assignees: [], status: 'doing' }).fields('read')).toEqual(
      new Set(['title', 'id', 'version', 'archivedAt']),
    )
    expect(judge(plan, { assignees: [ann], status: 'doing' }).fields('read')).toBe('all')
    expect(judge(plan, { assignees: [ann], status: 'done' }).canField('read', 'price')).toBe(false)
    expect(judge(plan, { assignees: [ann], status: 'done' }).canField('read', 'title')).toBe(true)
  })
  it('do not hang on it when every way leads to the same', () => {
    const plan = tasksOf([can('read', { assignees: me }, ['title']), can('read', { done: true }, ['title'])])
    expect(plan.fields('tasks', 'read').mode).toBe('some')
  })
})

describe('what only the database knows', () => {
  it('is asked beside the row, once, and not at all when no record can change the answer', () => {
    const rules = [
      can('read', { project: readable }),
      can('update', { project: readable }),
      can('finish', { 'project.status': 'active' }),
    ]
    const plan = tasksOf(rules)
    expect(plan.facts('tasks', ['read', 'update'])).toHaveLength(1)
    expect(plan.facts('tasks', ['read', 'update', 'finish'])).toHaveLength(2)
    const whole = compileAccess(business, [
      { role: role('a'), resource: 'tasks', rules: [...rules, can('manage')] },
      { role: role('a'), resource: 'projects', rules: [can('read')] },
    ])
    expect(whole.facts('tasks', ['read', 'update', 'finish'])).toEqual([])
  })
  it('must have been asked: half a record is not judged', () => {
    const plan = compileAccess(business, [
      {
        role: role('a'),
        resource: 'tasks',
        rules: [can('read', { project: readable }), can('update', { done: true })],
      },
      { role: role('a'), resource: 'projects', rules: [can('read', { status: 'active' })] },
    ])
    expect(() => judge(plan, {}).can('read')).toThrow(/fact/)
    expect(() => plan.judge('tasks', {}, new Map(), context).can('update')).toThrow(/done/)
    const [fact] = plan.facts('tasks', ['read'])
    expect(plan.judge('tasks', task({}), new Map([[fact?.key ?? '', true]]), context).can('read')).toBe(true)
    expect(plan.judge('tasks', task({}), new Map([[fact?.key ?? '', false]]), context).can('read')).toBe(false)
  })
})

describe('a rule that cannot be understood', () => {
  const broken = { titel: 'x' } as object
  it('gives nothing', () => {
    expect(tasksOf([{ action: 'read', where: broken }]).verdict('tasks', 'read')).toBe('never')
  })
  it('takes everything it might have taken', () => {
    expect(tasksOf([can('read'), { action: 'read', where: broken, inverted: true }]).verdict('tasks', 'read')).toBe(
      'never',
    )
  })
  it('in a circle of "readable" is as good as none', () => {
    const circle = compileAccess(business, [
      { role: role('a'), resource: 'tasks', rules: [can('read', { project: readable }), can('read', { done: true })] },
      { role: role('a'), resource: 'projects', rules: [can('read', { members: readable })] },
      { role: role('a'), resource: 'project-members', rules: [can('read', { project: readable })] },
    ])
    expect(circle.verdict('projects', 'read')).toBe('never')
    expect(circle.verdict('project-members', 'read')).toBe('never')
    expect(circle.predicate('tasks', 'read', 't').text).toBe('t."done" = ?')
  })
})
