export { type Person, peopleResource } from './people.ts'
export { type Role, rolesResource } from './roles.ts'
