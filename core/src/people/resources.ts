import { loginsResource } from './logins.ts'
import { peopleResource } from './people.ts'
import { rolesResource } from './roles.ts'

export { type Person, peopleResource } from './people.ts'
export { type Role, rolesResource } from './roles.ts'

/** What the core keeps of a tenant as records. */
export const coreResources = [rolesResource, peopleResource, loginsResource]
