import { staff as declared } from '@guildhall/contract-directory'
import { can, date, defineResource, me, ref, text } from '@guildhall/sdk'
import { inviteStaff, mayBeInvited } from '../people/invite.ts'

/** What everybody who works here may know of a colleague. */
const colleague = ['name', 'person', 'email', 'phone', 'position', 'supervisor', 'status'] as const
const own = [
  'name',
  'person',
  'email',
  'phone',
  'position',
  'supervisor',
  'startsOn',
  'endsOn',
  'schedule',
  'status',
] as const

export const staff = defineResource(declared.name, {
  fields: declared.fields,
  naturalPerson: true,
  tree: 'supervisor',
  actions: {
    invite: {
      from: 'active',
      input: { role: ref('roles') },
      guard: ({ record }) => mayBeInvited(record),
      run: async ({ record, input, scope }) => ({
        person: await inviteStaff(scope, record, input.role),
      }),
    },
    dismiss: {
      from: 'active',
      to: 'dismissed',
      input: { reason: text({ optional: true, maxLength: 500 }) },
      destructive: true,
      run: ({ scope }) => ({ endsOn: scope.clock.today() }),
    },
    rehire: {
      from: 'dismissed',
      to: 'active',
      input: { firstDay: date({ optional: true }) },
      run: ({ input, scope }) => ({
        startsOn: input.firstDay ?? scope.clock.today(),
        endsOn: null,
      }),
    },
  },
  rules: {
    admin: [can('manage')],
    manager: [can('read', own)],
    worker: [can('read', { status: 'active' }, colleague), can('read', { person: me }, own)],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'position', 'supervisor', 'startsOn', 'status'],
    filters: ['status', 'supervisor', 'position'],
    sections: {
      identity: ['name', 'person', 'email', 'phone'],
      employment: ['position', 'supervisor', 'startsOn', 'endsOn', 'status'],
      work: ['schedule', 'hourlyRate'],
      internal: ['notes'],
    },
    tabs: ['subordinates'],
    icon: 'badge',
  },
})
