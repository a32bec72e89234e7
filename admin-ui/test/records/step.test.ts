import type { ManifestAction, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { expect, test } from 'vitest'
import { statesAhead, stepTo } from '../../src/records/views/step.ts'

const action = (values: Partial<ManifestAction>) => ({ input: [], destructive: false, right: 'always', ...values })
const resource = {
  actions: [
    action({ name: 'start', from: ['new'], to: 'going' }),
    action({ name: 'finish', from: ['going'], to: 'done' }),
    action({ name: 'pay', from: ['new'], to: 'done', field: 'payment' }),
    action({ name: 'watch' }),
  ],
} as unknown as ManifestResource
const field = { name: 'status', kind: 'state', values: ['new', 'going', 'done'] } as unknown as ManifestRecordField
const record = (status: string, ...actions: string[]) => ({ id: 1, status, _can: { actions, fields: [] } })

test('a card takes the step that leads from its column to the other, where it may', () => {
  expect(stepTo(resource, field, record('new', 'start'), 'going')).toMatchObject({
    kind: 'possible',
    action: { name: 'start' },
  })
  expect(stepTo(resource, field, record('new'), 'going')).toMatchObject({ kind: 'forbidden' })
})

test('where nothing leads, or only a step of another state, there is none', () => {
  expect(stepTo(resource, field, record('new', 'start', 'pay'), 'done')).toEqual({ kind: 'none' })
  expect(stepTo(resource, field, record('done', 'start'), 'going')).toEqual({ kind: 'none' })
  expect(statesAhead(resource, field, record('going', 'finish'))).toEqual(['done'])
  expect(statesAhead(resource, field, record('done', 'finish'))).toEqual([])
})
