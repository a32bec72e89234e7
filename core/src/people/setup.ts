import type { PluginSetup } from '@guildhall/sdk'
import { tellOfActing } from '../acting/mails.ts'
import { tellOfKeys } from '../keys/mails.ts'
import type { Mailer } from '../mail/mailer.ts'
import { tellOfPrivacy } from '../privacy/letters.ts'
import { tellOfRegistrations } from '../registration/people/mails.ts'
import type { Plans } from '../tenancy/plans.ts'
import { sendInvitations } from './invitations.ts'
import { keepPeople } from './person-hooks.ts'
import { keepRoles } from './role-hooks.ts'

/** What exists only after the plugins were put together, and is needed when somebody acts. */
export interface PeopleParts {
  readonly plans: () => Plans
  readonly mailer: () => Mailer
}

/** The core's own hooks and handlers, registered like any plugin's. */
export function setUpPeople(setup: PluginSetup, { plans, mailer }: PeopleParts): void {
  keepPeople(setup, plans)
  keepRoles(setup, plans)
  sendInvitations(setup, mailer)
  tellOfKeys(setup, mailer)
  tellOfActing(setup, mailer)
  tellOfRegistrations(setup, mailer)
  tellOfPrivacy(setup, mailer)
}
