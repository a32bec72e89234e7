import { can, defineResource, instant, integer, json, ref, state, Type, text } from '@guildhall/sdk'
import { endpoints } from '../endpoints/endpoints.ts'

/** One event for one endpoint; its id is the `webhook-id`, the same at every try. */
export const deliveries = defineResource('webhook-deliveries', {
  fields: {
    endpoint: ref(endpoints, { onDelete: 'cascade' }),
    event: text({ indexed: true, searchable: true, maxLength: 200 }),
    happenedAt: instant({ indexed: true }),
    /** The record it tells of, `tasks/<id>`; what tells of one record goes in its order. */
    about: text({ optional: true, indexed: true }),
    actor: text({ optional: true, maxLength: 36 }),
    payload: json(Type.Record(Type.String(), Type.Unknown())),
    status: state(['waiting', 'delivered', 'failed'], { indexed: true }),
    tries: integer({ default: 0, minimum: 0 }),
    /** When it is due, while it waits. */
    nextAt: instant({ optional: true }),
    /** What the endpoint answered last. */
    answered: integer({ optional: true }),
  },
  indexes: [['endpoint', 'status', 'nextAt']],
  actions: {
    resend: {
      past: 'resent',
      to: 'waiting',
      run: ({ scope }) => ({ nextAt: scope.clock.now(), tries: 0 }),
    },
  },
  rules: { admin: [can('read'), can('resend')] },
  archivable: false,
  history: false,
  customFields: false,
  title: 'event',
  views: {
    list: ['event', 'endpoint', 'about', 'status', 'answered', 'tries', 'happenedAt', 'nextAt'],
    filters: ['endpoint', 'status', 'event', 'happenedAt'],
    sections: {
      what: ['event', 'happenedAt', 'about', 'actor', 'endpoint'],
      state: ['status', 'answered', 'tries', 'nextAt'],
      sent: ['payload'],
    },
    icon: 'assignment',
    menu: 'settings',
  },
})
