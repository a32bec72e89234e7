import { can, me } from '@guildhall/sdk'
import { expect, it } from 'vitest'
import { compileAccess } from '../../src/access/plan.ts'
import { business } from './business.ts'

const role = { id: 'worker', name: 'worker' }
const gathering = (...rules: object[]) =>
  compileAccess(business, [{ role, resource: 'tasks', rules: rules as never }]).gathering('tasks')

it('alternatives that begin at the actor are gathered, each by a query of its own', () => {
  const sql = gathering(can('read', { assignees: me }), can('read', { 'project.members.person': me }))
  expect(sql?.text.match(/select g\.id/g)).toHaveLength(2)
  expect(sql?.binds.filter(({ kind }) => kind === 'tenant')).toHaveLength(2)
})

it('nothing is gathered where one alternative lets strangers in, nor where there is none', () => {
  expect(gathering(can('read', { assignees: me }), can('read', { done: false }))).toBeNull()
  expect(gathering(can('read', { assignees: me }))).toBeNull()
  expect(gathering(can('read'))).toBeNull()
  expect(gathering()).toBeNull()
})
