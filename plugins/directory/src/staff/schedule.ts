import { staff } from '@guildhall/contract-directory'
import { defineError, type FieldError, type PluginSetup } from '@guildhall/sdk'

export const badSchedule = defineError('staff.bad_schedule', 422)
export const stretchBackwards = defineError('staff.stretch_backwards', 422)
export const stretchesOverlap = defineError('staff.stretches_overlap', 422)

/** Each stretch of work ends after it begins, and no two of a day overlap. Who works past midnight has two stretches. */
export function checkSchedules({ before }: PluginSetup) {
  before.write(staff, ({ next }) => {
    const { schedule } = next
    const problems = schedule.flatMap(({ day, from, to }, index): FieldError[] => {
      if (to <= from) return [{ path: `schedule.${index}.to`, code: stretchBackwards.code }]
      const clashes = schedule.some(
        (other, place) => place < index && other.day === day && other.from < to && from < other.to,
      )
      return clashes ? [{ path: `schedule.${index}.from`, code: stretchesOverlap.code }] : []
    })
    if (problems.length > 0) throw badSchedule({}, problems)
  })
}
