import { backup, restore } from './backup.ts'
import { doctor } from './doctor.ts'
import { fieldVerbs } from './field.ts'
import { importVerb } from './import.ts'
import { keyVerbs } from './key.ts'
import { linkVerbs } from './link.ts'
import { localeAdd, localeCheck, localeStatistics } from './locale.ts'
import { migrate } from './migrate.ts'
import { migrationCheck, migrationNew } from './migration.ts'
import { oidcVerbs } from './oidc.ts'
import { openapi } from './openapi.ts'
import { passkeyVerbs } from './passkey.ts'
import { personVerbs } from './person.ts'
import { pluginVerbs } from './plugin.ts'
import { registrationVerbs } from './registration.ts'
import { tenantVerbs } from './tenant.ts'
import { archiveVerbs } from './tenant-archive.ts'
import { deletionVerbs } from './tenant-deletion.ts'
import { tenantQuotas } from './tenant-quotas.ts'
import { userVerbs } from './user.ts'
import type { Verb } from './verb.ts'

/** All but `start`. */
export const verbs: readonly Verb[] = [
  ...tenantVerbs,
  ...archiveVerbs,
  ...deletionVerbs,
  tenantQuotas,
  ...userVerbs,
  ...passkeyVerbs,
  ...keyVerbs,
  ...personVerbs,
  ...oidcVerbs,
  ...registrationVerbs,
  ...linkVerbs,
  ...pluginVerbs,
  backup,
  restore,
  importVerb,
  ...fieldVerbs,
  doctor,
  migrate,
  migrationNew,
  migrationCheck,
  localeCheck,
  localeAdd,
  localeStatistics,
  openapi,
]
