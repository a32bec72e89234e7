import { can, defineResource, integer, ref, type Scope, text } from '@guildhall/sdk'

/**
 * Whose leave is kept, and whose holidays he has. Every move of his balances changes `turn` first, so two of them are never reckoned at
 * once: the record is the lock.
 */
export const leaveAccounts = defineResource('leave-accounts', {
  fields: {
    person: ref('people', { unique: true, immutable: true, onDelete: 'cascade' }),
    /** Whose holidays: ISO 3166-1; the setting's where it is empty. */
    country: text({ optional: true, pattern: '^[A-Z]{2}$', maxLength: 2 }),
    region: text({ optional: true, pattern: '^[A-Z0-9]{1,3}$', maxLength: 3 }),
    turn: integer({ computed: true, default: 0 }),
  },
  archivable: false,
  history: false,
  customFields: false,
  rules: { admin: [can('manage')], manager: [can('read')] },
  views: {
    list: ['person', 'country', 'region'],
    sections: { who: ['person', 'country', 'region'] },
    icon: 'public',
    menu: 'settings',
  },
})

/** The account of a person, locked until the end of the transaction. */
export async function holdAccount(system: Scope, person: string) {
  const accounts = system.records(leaveAccounts)
  const found = await accounts.first({ where: { person } })
  return found ? accounts.update(found.id, { turn: found.turn + 1 }) : accounts.create({ person })
}
