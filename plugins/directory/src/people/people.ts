import { date, email, enumeration, refs, resourceToken, state, text } from '@guildhall/sdk'

type Steps = { readonly deactivate: Record<never, never>; readonly activate: Record<never, never> }

const personFields = {
  name: text(),
  email: email(),
  kind: enumeration(['staff', 'client']),
  language: text({ optional: true }),
  roles: refs('roles'),
  /** Signing in is refused before the first and after the last of these days. */
  startsOn: date({ optional: true }),
  endsOn: date({ optional: true }),
  status: state(['invited', 'active', 'deactivated']),
} as const

/** What the directory uses of the persons and roles that the core keeps. */
export const people = resourceToken<'people', typeof personFields, Steps>('people', personFields)

export const roles = resourceToken('roles', {
  name: text(),
  archetype: enumeration(['admin', 'manager', 'worker', 'client', 'observer']),
})
