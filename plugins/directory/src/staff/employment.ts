import { staff } from '@guildhall/contract-directory'
import { defineError, type PluginSetup, type Scope } from '@guildhall/sdk'
import { people } from '../people/people.ts'

export const endsBeforeStart = defineError('staff.ends_before_start', 422)

/** The login lasts as long as the employment: refused before its first day, after its last one, and from a dismissal on. */
export function keepLoginsWithinEmployment({ before, after }: PluginSetup) {
  before.write(staff, ({ next }) => {
    // Who is dismissed may never have begun.
    const isBackwards = next.endsOn !== null && next.endsOn < next.startsOn && next.status === 'active'
    if (isBackwards) throw endsBeforeStart({}, [{ path: 'endsOn', code: endsBeforeStart.code }])
  })
  after.write(staff, async ({ record, scope }) => {
    const { person, startsOn } = record
    if (!person) return
    // Who is dismissed before the first day has no day at all, which a login cannot say; it is shut anyway.
    const endsOn = record.endsOn !== null && record.endsOn < startsOn ? startsOn : record.endsOn
    await inPeople(scope, async (system) => {
      const login = await system.records(people).get(person)
      if (login.startsOn !== startsOn || login.endsOn !== endsOn)
        await system.records(people).update(person, { startsOn, endsOn })
    })
  })
  after.action(staff, 'dismiss', ({ record, scope }) => moveLogin(scope, record.person, 'deactivate'))
  after.action(staff, 'rehire', ({ record, scope }) => moveLogin(scope, record.person, 'activate'))
}

const inPeople = <T>(scope: Scope, work: (system: Scope) => Promise<T>) => scope.asSystem('staff.employment', work)

/** An administrator may have been there before. */
async function moveLogin(scope: Scope, person: string | null, step: 'activate' | 'deactivate'): Promise<void> {
  if (!person) return
  await inPeople(scope, async (system) => {
    const { status } = await system.records(people).get(person)
    const isThere = (status === 'deactivated') === (step === 'deactivate')
    if (!isThere) await system.records(people).act(person, step)
  })
}
