import {
  boolean,
  can,
  defineResource,
  enumeration,
  instant,
  json,
  many,
  ref,
  state,
  Type,
  text,
  url,
} from '@guildhall/sdk'

/** `tasks.*`, `**`: words of small letters, digits and hyphens, `*` for one and `**` for any number. */
const pattern = Type.String({ pattern: '^(\\*{1,2}|[a-z0-9_-]+)(\\.(\\*{1,2}|[a-z0-9_-]+)){0,5}$', maxLength: 120 })

/** An address of another system that is told what happens here. */
export const endpoints = defineResource('webhook-endpoints', {
  customFields: false,
  fields: {
    name: text({ searchable: true, maxLength: 100 }),
    url: url(),
    events: json(Type.Array(pattern, { minItems: 1, maxItems: 50, uniqueItems: true })),
    /** Whether the record is sent along, as the reader may read it. */
    includesRecord: boolean(),
    /** The person who last said where what goes: nothing is sent that he may not read. */
    reader: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
    status: state(['active', 'paused', 'disabled'], { indexed: true }),
    disabledBecause: enumeration(['failing', 'gone'], { optional: true, computed: true }),
    health: enumeration(['new', 'working', 'failing'], { default: 'new', computed: true }),
    /** Since when it has taken nothing. */
    failingSince: instant({ optional: true, computed: true }),
    secretShownAt: instant({ optional: true, computed: true }),
    /** Until then the secret before the present one signs, too. */
    previousSecretUntil: instant({ optional: true, computed: true }),
    deliveries: many('webhook-deliveries', 'endpoint'),
  },
  actions: {
    pause: { from: 'active', to: 'paused' },
    activate: {
      from: ['paused', 'disabled'],
      to: 'active',
      run: () => ({ disabledBecause: null, health: 'new' as const, failingSince: null }),
    },
    ping: { past: 'pinged' },
    resend: { past: 'resent', from: 'active', input: { since: instant() } },
  },
  sort: ['createdAt', 'ASC'],
  rules: { admin: [can('manage')] },
  views: {
    list: ['name', 'url', 'events', 'status', 'health'],
    filters: ['status'],
    sections: {
      where: ['name', 'url', 'status', 'disabledBecause'],
      what: ['events', 'includesRecord', 'reader'],
      state: ['health', 'failingSince'],
    },
    tabs: ['deliveries'],
    showWhen: { disabledBecause: { status: 'disabled' } },
    icon: 'campaign',
    menu: 'settings',
  },
})
