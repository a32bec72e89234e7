import { definePlugin, type Plugin } from '@guildhall/sdk'
import { coreEvents } from '../core-events.ts'
import { coreFirstSteps } from '../core-first-steps.ts'
import { coreSettings } from '../core-settings.ts'
import type { Imports } from '../imports/imports.ts'
import { importJob } from '../imports/job.ts'
import type { Mailer } from '../mail/mailer.ts'
import { coreResources } from '../people/resources.ts'
import { setUpPeople } from '../people/setup.ts'
import { privacyJob } from '../privacy/job.ts'
import type { Privacy } from '../privacy/privacy.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'

/** The core as a plugin beside the others: the persons of a tenant and their roles. */
export function corePlugin(parts: {
  readonly tenancy: Pick<Tenancy, 'plans'>
  readonly mailer: Mailer
  readonly imports: Pick<Imports, 'work'>
  readonly privacy: Pick<Privacy, 'work'>
}): Plugin {
  return definePlugin({
    name: 'core',
    settings: coreSettings,
    resources: coreResources,
    events: coreEvents,
    firstSteps: coreFirstSteps,
    jobs: { import: importJob(() => parts.imports.work), privacy: privacyJob(() => parts.privacy.work) },
    setup: (setup) => setUpPeople(setup, { plans: () => parts.tenancy.plans, mailer: () => parts.mailer }),
  })
}
