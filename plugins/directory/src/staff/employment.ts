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
    const { person, startsOn, endsOn } = record
    if (!person) return
    await inPeople(scope, async (system) => {
      const login = await system.records(people).get(person)
      if (login.startsOn !== startsOn || login.endsOn !== endsOn)
        await system.records(people).update(person, { startsOn, endsOn })
    })
  })
  after.action(staff, 'dismiss', async ({ record, scope }) => {
    const { person } = record
    if (person) await inPeople(scope, (system) => system.records(people).act(person, 'deactivate'))
  })
  after.action(staff, 'rehire', async ({ record, scope }) => {
    const { person } = record
    if (person) await inPeople(scope, (system) => system.records(people).act(person, 'activate'))
  })
}

const inPeople = (scope: Scope, work: (system: Scope) => Promise<unknown>) => scope.asSystem('staff.employment', work)
