import { defineError, me, type Terms, type Where } from '@guildhall/sdk'

export const notWorkedOn = defineError('projects.not_worked_on', 409)

/** Who works in the project, as a lead or a member. */
export const worker = { person: me, role_in: ['lead', 'member'] } as const

/** Nobody works on what is closed, cancelled or archived. */
export const lentWhile = (open: Where, by: Where): Terms => ({
  by,
  while: { ...open, archivedAt_null: true },
  error: notWorkedOn.code,
})
