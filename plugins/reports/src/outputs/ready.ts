import { tellOf } from '@guildhall/contract-notifications'
import { defineEvent, Type } from '@guildhall/sdk'
import { reportOutputs } from './outputs.ts'

/** A report that somebody waits for is there. */
export const outputReady = defineEvent('reports.output.ready', Type.Object({ id: Type.String() }))

export const tellReady = tellOf('reports.ready', {
  event: outputReady,
  about: reportOutputs,
  texts: {
    label: 'reports:notifications.ready.label',
    title: 'reports:notifications.ready.title',
    text: 'reports:notifications.ready.text',
  },
  record: ({ event }) => event.payload.id,
  to: ['owner'],
  alsoActor: true,
  channels: ['app', 'push'],
  placeholders: { report: 'text' },
  values: async ({ record }) => ({ report: record.name }),
})
