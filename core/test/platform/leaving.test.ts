import { definePlugin, defineResource, type OnLeave, ref, refs, text } from '@guildhall/sdk'
import { expect, test } from 'vitest'
import { heldBy } from '../../src/people/holdings.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'

const install = (target: string, onLeave: OnLeave) =>
  installPlugins(corePlugin({} as never), [
    definePlugin({
      name: 'yard',
      resources: [
        defineResource('beds', { fields: { name: text(), keeper: ref(target, { onLeave }) } }),
        defineResource('bed-keepers', {
          fields: { bed: ref('beds'), person: ref('people', { onLeave: 'handOver' }) },
          unique: [['bed', 'person']],
        }),
        defineResource('notes', { fields: { author: ref('people'), readers: refs('people', { onLeave: 'keep' }) } }),
      ],
    }),
  ])

test('what is handed over is what says so, memberships first', () => {
  const { registry } = install('people', { handOver: { name: 'x' } })
  expect(heldBy(registry).map(({ model, field, where }) => [model.name, field.name, where])).toEqual([
    ['bed-keepers', 'person', {}],
    ['beds', 'keeper', { name: 'x' }],
  ])
})

test.each([
  [
    'beds',
    'handOver',
    /Plugin yard, resource beds, field keeper: onLeave is for references to people.*Correct onLeave/,
  ],
  [
    'people',
    { handOver: { nmae: 'x' } },
    /resource beds, field keeper: the condition of onLeave cannot be used: .*nmae/,
  ],
] as const)('a field that cannot be handed over stops the start: %s %j', (target, onLeave, said) => {
  expect(() => install(target, onLeave)).toThrow(said)
})
