import { timeEntries } from '@guildhall/contract-time-tracking'
import { type CommandDefinition, resourceToken, text } from '@guildhall/sdk'
import { titlesOf } from './titles.ts'

const people = resourceToken('people', { name: text() })

/** Who works on what right now. */
export const running: CommandDefinition = {
  async run({ within }) {
    const found = await within(async (scope) => {
      const entries = await scope
        .records(timeEntries)
        .list({ where: { endedAt_null: true }, sort: ['startedAt', 'ASC'] })
      const who = await scope.records(people).list({ where: { id_in: entries.map(({ person }) => person) } })
      const titles = await titlesOf(
        scope,
        entries.map(({ subject }) => subject),
      )
      return entries.map(({ person, subject, startedAt }) => ({
        person: who.find(({ id }) => id === person)?.name ?? person,
        work: titles.get(subject) ?? subject,
        since: startedAt,
      }))
    })
    const none = { text: 'time-tracking:told.none' }
    const lines = found.map((params) => ({ text: 'time-tracking:told.running', params }))
    return { lines: lines.length > 0 ? lines : [none], data: { running: found } }
  },
}
