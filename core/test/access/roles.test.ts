import { can, cannot, defineResource, many, me, type Resource, readable, ref, text } from '@guildhall/sdk'
import { describe, expect, it } from 'vitest'
import { checkRules, declaredRules } from '../../src/access/check.ts'
import { effectiveRules, ruleKey, staleRemovals } from '../../src/access/roles.ts'
import { buildRegistry } from '../../src/records/model.ts'
import { business, role } from './business.ts'

const notes = {
  name: 'notes',
  rules: { worker: [can('read', { createdBy: me }), can('create')], admin: [can('manage')] },
}
const none = { add: [], remove: [] }

describe("a tenant's role", () => {
  it('is its archetype until it differs', () => {
    expect(effectiveRules('worker', none, [notes])).toEqual([{ resource: 'notes', rules: notes.rules.worker }])
    expect(effectiveRules('client', none, [notes])).toEqual([])
    expect(effectiveRules(null, none, [notes])).toEqual([])
  })
  it('does without what was removed, and what was added is the strongest', () => {
    const differences = {
      remove: [ruleKey('notes', can('create'))],
      add: [
        { resource: 'notes', rule: cannot('read', ['secret']) },
        { resource: 'off', rule: can('read') },
      ],
    }
    expect(effectiveRules('worker', differences, [notes])).toEqual([
      { resource: 'notes', rules: [can('read', { createdBy: me }), cannot('read', ['secret'])] },
    ])
  })
  it('names a rule by what it says', () => {
    const one = { action: 'read', where: { a: 1, b: { $or: [{ c: 1, d: 2 }] } }, fields: ['x', 'y'] } as never
    const two = {
      fields: ['y', 'x'],
      inverted: false,
      where: { b: { $or: [{ d: 2, c: 1 }] }, a: 1 },
      action: 'read',
    } as never
    expect(ruleKey('notes', one)).toBe(ruleKey('notes', two))
    expect(ruleKey('notes', one)).not.toBe(ruleKey('other', one))
    expect(ruleKey('notes', can('read'))).not.toBe(ruleKey('notes', cannot('read')))
    expect(ruleKey('notes', { action: 'read', where: {} })).toBe(ruleKey('notes', can('read')))
  })
  it('tells of removals that meet nothing any more', () => {
    const remove = [ruleKey('notes', can('create')), ruleKey('notes', can('delete'))]
    expect(staleRemovals('worker', { add: [], remove }, [notes])).toEqual([remove[1]])
  })
})

describe('the start is refused, with plugin, place and reason, for', () => {
  const check = (...rules: object[]) =>
    checkRules(business, [{ role: role('worker'), resource: 'tasks', rules: rules as never }])
  it('an unknown field, action, value or list of no fields', () => {
    expect(check(can('read'), can('read', { titel: 'x' }))).toEqual([
      {
        plugin: 'business',
        resource: 'tasks',
        role: 'worker',
        index: 1,
        path: 'where.titel',
        code: 'access.field_unknown',
        params: { field: 'titel', resource: 'tasks' },
      },
    ])
    expect(check(can('publsh'))).toMatchObject([{ path: 'action', code: 'access.action_unknown' }])
    expect(check(can('expire'))).toMatchObject([{ path: 'action', code: 'access.action_of_system' }])
    expect(check(can('read', ['titel']))).toMatchObject([{ path: 'fields.titel', code: 'access.field_unknown' }])
    expect(check({ action: 'read', fields: [] })).toMatchObject([{ path: 'fields', code: 'access.fields_empty' }])
    expect(check(can('read', { status: 'gone' }))).toMatchObject([
      { path: 'where.status', code: 'access.value_unknown' },
    ])
    expect(
      check(can('read', { 'project.members.person': me }), can('manage'), can('read', ['startsAtZone', 'createdAt'])),
    ).toEqual([])
  })
  it('a circle of "readable", also over several roles', () => {
    const members = defineResource('members', {
      fields: { team: ref('teams') },
      rules: { worker: [can('read', { team: readable })] },
    })
    const teams = defineResource('teams', {
      fields: { name: text(), members: many('members', 'team') },
      rules: { client: [can('read', { members: readable })] },
    })
    const registry = buildRegistry(
      [members, teams].map((resource) => ({ plugin: 'teams', resource: resource as unknown as Resource })),
    )
    expect(checkRules(registry, declaredRules(registry))).toMatchObject([
      {
        resource: 'members',
        role: 'worker',
        code: 'access.readable_circle',
        params: { resource: 'members', through: 'teams' },
      },
      {
        resource: 'teams',
        role: 'client',
        code: 'access.readable_circle',
        params: { resource: 'teams', through: 'members' },
      },
    ])
    expect(
      checkRules(
        registry,
        declaredRules(registry).filter((set) => set.role.id === 'worker'),
      ),
    ).toEqual([])
  })
})
