import { describe, expect, it } from 'vitest'
import {
  boolean,
  can,
  date,
  definePlugin,
  defineResource,
  extendResource,
  integer,
  many,
  may,
  me,
  ref,
  resourceToken,
  slot,
  state,
  text,
} from '../src/index.ts'

const members = resourceToken('project-members', { person: ref('people'), lead: boolean() })
const projects = resourceToken('projects', { name: text(), members: many(members, 'project') })

const tasks = defineResource('tasks', {
  fields: {
    title: text(),
    project: ref(projects),
    dueOn: date({ optional: true }),
    endsOn: date({ computed: true }),
    months: integer({ default: 3 }),
    status: state(['pending', 'done']),
  },
  actions: {
    finish: {
      from: 'pending',
      to: 'done',
      input: { note: text() },
      run: ({ input, record }) => ({ title: `${record.title} ${input.note}` }),
    },
    reopen: { from: ['done'], to: 'pending' },
  },
  rules: {
    admin: [can('manage')],
    worker: [can('read', { 'project.members.person': me, dueOn_gte: '$today' }), can('finish', ['title'])],
  },
  views: { list: ['title', 'dueOn', 'createdAt'] },
})

describe('the sdk refuses to compile', () => {
  it('a misspelt field in a rule', () => {
    const fields = { title: text(), project: ref(projects) }
    // @ts-expect-error titel
    defineResource('a', { fields, rules: { worker: [can('read', { titel: 'x' })] } })
    // @ts-expect-error titel
    defineResource('a', { fields, rules: { worker: [can('read', ['titel'])] } })
    // @ts-expect-error membrs
    defineResource('a', { fields, rules: { worker: [can('read', { 'project.membrs': me })] } })
    defineResource('a', { fields, rules: { worker: [can('read', { 'project.members': { person: me, lead: true } })] } })
    // @ts-expect-error led
    defineResource('a', { fields, rules: { worker: [can('read', { 'project.members': { person: me, led: true } })] } })
    // @ts-expect-error publsh
    defineResource('a', { fields, rules: { worker: [can('publsh')] } })
    // @ts-expect-error nobody
    defineResource('a', { fields, rules: { wrker: [can('read')] } })
  })
  it('a misspelt field in what is added to another resource', () => {
    extendResource(projects, {
      fields: { tasks: many(tasks, 'project') },
      rules: { worker: [can('read', { 'tasks.title': 'x' }, ['name'])] },
    })
    extendResource(projects, {
      fields: { tasks: many(tasks, 'project') },
      // @ts-expect-error titel
      rules: { worker: [can('read', { 'tasks.titel': 'x' })] },
    })
    // @ts-expect-error names
    extendResource(projects, { rules: { worker: [can('read', ['names'])] } })
    // @ts-expect-error stored
    extendResource(projects, { fields: { note: text() } })
  })
  it('a misspelt field in a view or a state in an action', () => {
    const fields = { title: text(), status: state(['a', 'b']) }
    // @ts-expect-error titel
    defineResource('a', { fields, views: { list: ['titel'] } })
    // @ts-expect-error c
    defineResource('a', { fields, actions: { go: { from: 'c' } } })
  })
  it('a misspelt or unfit field in a widget', () => {
    definePlugin({
      name: 'x',
      widgets: [
        { name: 'a', count: tasks, where: { status: 'pending', dueOn_lt: '$today' }, date: 'dueOn', each: 'week' },
        { name: 'b', sum: tasks, of: 'months' },
        { name: 'c', list: tasks, where: { 'project.members.person': me }, sort: ['dueOn', 'ASC'], fields: ['title'] },
        { name: 'd', trend: tasks, date: 'createdAt', of: 'months' },
        { name: 'e', chart: tasks, by: 'status', as: 'pie' },
      ],
    })
    // @ts-expect-error titel
    definePlugin({ name: 'x', widgets: [{ name: 'a', count: tasks, where: { titel: 'x' } }] })
    // @ts-expect-error a title is no sum
    definePlugin({ name: 'x', widgets: [{ name: 'a', sum: tasks, of: 'title' }] })
    // @ts-expect-error titel
    definePlugin({ name: 'x', widgets: [{ name: 'a', list: tasks, fields: ['titel'] }] })
    // @ts-expect-error a title is no date
    definePlugin({ name: 'x', widgets: [{ name: 'a', trend: tasks, date: 'title' }] })
    // @ts-expect-error nothing divides by its title
    definePlugin({ name: 'x', widgets: [{ name: 'a', chart: tasks, by: 'title' }] })
    // @ts-expect-error a widget says what of
    definePlugin({ name: 'x', widgets: [{ name: 'a', where: { title: 'x' } }] })
  })
  it('a misspelt field, action or place in a slot', () => {
    slot.field('due', tasks, 'dueOn', { right: may(tasks, 'finish') })
    // @ts-expect-error dueOm
    slot.field('due', tasks, 'dueOm')
    // @ts-expect-error finsh
    slot.tab('due', tasks, { right: may(tasks, 'finsh') })
    // @ts-expect-error integr
    slot.kind('due', 'integr')
    // @ts-expect-error without an address
    slot.page('due', {})
  })
  it('a misspelt field in a hook', () => {
    definePlugin({
      name: 'x',
      resources: [tasks],
      setup({ before, after }) {
        before.write(tasks, ({ next }) => ({ months: next.months + 1 }))
        // @ts-expect-error monts
        before.write(tasks, ({ next }) => ({ months: next.monts + 1 }))
        // @ts-expect-error monts
        before.write(tasks, () => ({ monts: 1 }))
        after.action(tasks, 'finish', ({ input }) => void input.note)
        // @ts-expect-error notes
        after.action(tasks, 'finish', ({ input }) => void input.notes)
        before.action(tasks, 'archive', async ({ scope, record }) => {
          const created = await scope.records(tasks).create({ title: 'x', project: record.project })
          // @ts-expect-error computed
          await scope.records(tasks).create({ title: 'x', project: record.project, endsOn: '2026-01-01' })
          // @ts-expect-error project missing
          await scope.records(tasks).create({ title: 'x' })
          await scope.records(tasks).list({ where: { title: 'x', dueOn_null: true } })
          // @ts-expect-error titel
          await scope.records(tasks).list({ where: { titel: 'x' } })
          const due: string | null = created.dueOn
          void due
          await scope.records(tasks).act(record.id, 'finish', { note: 'x' })
          // @ts-expect-error unknown action
          await scope.records(tasks).act(record.id, 'finsh')
        })
      },
    })
  })
})

it('a rule is plain data', () => {
  expect(JSON.parse(JSON.stringify(tasks.rules.worker))).toEqual([
    { action: 'read', where: { 'project.members.person': '$me', dueOn_gte: '$today' } },
    { action: 'finish', fields: ['title'] },
  ])
})
