import { describe, expect, it } from 'vitest'
import { always } from '../../src/access/condition.ts'
import { parseWhere } from '../../src/access/parse.ts'
import { keyOf, shapeOf, valuesOf } from '../../src/access/shape.ts'
import { toSql } from '../../src/access/sql.ts'
import { business } from './business.ts'
import { idsOf } from './examples.ts'

const parse = (where: unknown, resource = 'tasks') => parseWhere(business, business.model(resource), where)
const sql = (where: unknown) => {
  const { condition, problems } = parse(where)
  expect(problems).toEqual([])
  return toSql(condition, 't', { readable: () => always })
}
const [someone = '', other = ''] = idsOf('people')

describe('a condition is refused, with the key and the reason, when', () => {
  it.each([
    ['the field does not exist', { titel: 'x' }, 'titel', 'access.field_unknown'],
    ['the operator does not exist', { title_gone: 'x' }, 'title_gone', 'access.operator_unknown'],
    ['texts are to be ordered', { title_gt: 'x' }, 'title_gt', 'access.operator_unknown'],
    ['a number is searched in', { months_like: '1' }, 'months_like', 'access.operator_unknown'],
    ['a state is none of the states', { status: 'gone' }, 'status', 'access.value_unknown'],
    ['one of a list is none of the states', { status_in: ['done', 'gone'] }, 'status_in', 'access.value_unknown'],
    ['a number is written as a text', { months: '1' }, 'months', 'access.value_invalid'],
    ['a whole number is not whole', { months_gte: 1.5 }, 'months_gte', 'access.value_invalid'],
    ['a date is not in the calendar', { dueOn: '2026-02-30' }, 'dueOn', 'access.value_invalid'],
    ['a date is compared with an instant', { dueOn: '$now' }, 'dueOn', 'access.value_invalid'],
    ['an instant has no offset', { startsAt_lt: '2026-01-01T00:00:00' }, 'startsAt_lt', 'access.value_invalid'],
    ['an id is none', { project: 'p1' }, 'project', 'access.value_invalid'],
    ['a name is compared with the actor', { title: '$me' }, 'title', 'access.value_invalid'],
    ['null is to be less', { months_lt: null }, 'months_lt', 'access.value_invalid'],
    ['the value was forgotten', { project: undefined }, 'project', 'access.value_missing'],
    ['a list is none', { status_in: 'done' }, 'status_in', 'access.value_invalid'],
    ['a subject is of no known resource', { about: `ghosts/${someone}` }, 'about', 'access.value_invalid'],
    ['a path leads nowhere', { 'project.client.vipp': true }, 'project.client.vipp', 'access.field_unknown'],
    ['a path goes through a text', { 'title.name': 'x' }, 'title.name', 'access.field_unknown'],
    ['a path goes through a subject', { 'about.title': 'x' }, 'about.title', 'access.field_unknown'],
    ['structured data is compared', { extra: 'x' }, 'extra', 'access.operator_unknown'],
    ['an alternative is wrong', { $or: [{ done: true }, { done: 1 }] }, '$or.1.done', 'access.value_invalid'],
    ['alternatives are no list', { $or: { done: true } }, '$or', 'access.condition_invalid'],
    ['a negation is no condition', { $not: 'done' }, '$not', 'access.condition_invalid'],
    ['the prototype is asked', { constructor: 'x' }, 'constructor', 'access.field_unknown'],
  ])('%s', (_, where, path, code) => {
    const { problems, condition } = parse(where)
    expect(problems).toMatchObject([{ path, code }])
    expect(keyOf(condition)).toBe('any()')
  })
  it('it goes too deep', () => {
    expect(parse({ 'parent.parent.parent.parent.parent.parent.done': true }).problems).toMatchObject([
      { code: 'access.condition_too_complex' },
    ])
    const nested = Array.from({ length: 20 }).reduce<object>((inner) => ({ $not: inner }), {})
    expect(parse(nested).problems).toMatchObject([{ code: 'access.condition_too_complex' }])
  })
})

describe('two filters share a statement', () => {
  it('when only their values differ, and neither order nor the length of a list counts', () => {
    const one = parse({ status_in: ['done'], project: someone, dueOn_lte: '2026-01-31' }).condition
    const two = parse({ dueOn_lte: '2026-02-28', project: other, status_in: ['pending', 'doing'] }).condition
    expect(shapeOf(two)).toBe(shapeOf(one))
    expect(valuesOf(two)).toEqual(['2026-02-28', other, ['pending', 'doing']])
  })
  it('and never hold a value in their name', () => {
    expect(shapeOf(parse({ title: "x' or true" }).condition)).not.toContain('true')
  })
  it('but not when the operator, null or the actor differs', () => {
    const shapes = [
      { project: someone },
      { project_ne: someone },
      { project: null },
      { project: '$me' },
      { project: [someone] },
      { project: [someone, null] },
    ]
    expect(new Set(shapes.map((where) => shapeOf(parse(where).condition))).size).toBe(shapes.length)
  })
})

describe('in SQL', () => {
  it('what must hold stays a plain comparison that an index serves', () => {
    expect(sql({ status: 'done' }).text).toBe('t."status" = ?')
    expect(sql({ dueOn_gte: '$today+30d' })).toEqual({
      text: 't."due_on" >= ?',
      binds: [{ kind: 'moment', expression: '$today+30d' }],
    })
    expect(sql({ project: [someone, other] })).toEqual({
      text: 't."project_id" = any(?::uuid[])',
      binds: [{ kind: 'literal', value: [someone, other] }],
    })
  })
  it('what must not hold cannot be unknown', () => {
    expect(sql({ status_ne: 'done' }).text).toBe('t."status" is distinct from ?')
    expect(sql({ $not: { months_gt: 1 } }).text).toBe('(t."months" > ?) is not true')
    expect(sql({ title_ne: null }).text).toBe('t."title" is not null')
  })
  it('a followed reference carries the tenant', () => {
    expect(sql({ 'project.title': 'x' }).text).toBe(
      'exists (select 1 from "public"."projects" t_f where (t_f.tenant_id = t.tenant_id and t_f.id = t."project_id") and (t_f."title" = ?))',
    )
  })
  it('a followed reference looks at no record of which nothing but its id is needed', () => {
    const { text, binds } = sql({ 'project.members.person': '$me' })
    expect(text).toBe(
      'exists (select 1 from "public"."project_members" t_f where (t_f.tenant_id = t.tenant_id and t_f."project_id" = t."project_id") and (t_f."person_id" = ?))',
    )
    expect(binds).toEqual([{ kind: 'me' }])
  })
  it('a list of references is looked up by its links', () => {
    expect(sql({ assignees: '$me' }).text).toBe(
      'exists (select 1 from "public"."tasks__assignees" t_l where t_l.tenant_id = t.tenant_id and t_l.owner_id = t.id and t_l.target_id = ?)',
    )
    expect(sql({ $not: { assignees: '$me' } }).text).toMatch(/^not exists/)
  })
  it('a search is for the text as it stands, wildcards included, whatever its case and accents', () => {
    expect(sql({ title_like: '50%_' })).toEqual({
      text: 'strpos(guildhall.fold(t."title"), guildhall.fold(?)) > 0',
      binds: [{ kind: 'literal', value: '50%_' }],
    })
  })
  it('one related record meets a nested condition, dotted keys may be met by two', () => {
    const nested = parse({ members: { person: '$me', lead: true } }, 'projects').condition
    const dotted = parse({ 'members.person': '$me', 'members.lead': true }, 'projects').condition
    expect(keyOf(nested).match(/follow/g)).toHaveLength(1)
    expect(keyOf(dotted).match(/follow/g)).toHaveLength(2)
  })
  it('money is compared by amount and currency', () => {
    expect(sql({ price: { amount_gte: 1000, currency: 'EUR' } }).text).toBe(
      '(t."price_amount" >= ?) and (t."price_currency" = ?)',
    )
    expect(sql({ price_gte: 1000 }).text).toBe('t."price_amount" >= ?')
  })
  it('no value ever stands in the text', () => {
    const { text } = sql({
      title: "x'; drop table tasks; --",
      'project.title_in': ["y'"],
      $or: [{ about: `projects/${someone}` }, { months: 77 }],
    })
    expect(text).not.toMatch(/drop|'|77/)
  })
})
