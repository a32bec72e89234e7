import { type CommandDefinition, integer, text } from '@guildhall/sdk'
import { importHolidays } from './holidays/routes.ts'
import { teamOf } from './people.ts'
import { turnFor } from './year/turn.ts'

/** `guildhall leave …` */
export const commands: Readonly<Record<string, CommandDefinition>> = {
  holidays: {
    options: {
      country: text({ pattern: '^[A-Z]{2}$' }),
      region: text({ optional: true, pattern: '^[A-Z0-9]{1,3}$' }),
      year: integer({ minimum: 2000, maximum: 2099 }),
    },
    async run({ within }, options) {
      const { country, region, year } = options as { country: string; region?: string; year: number }
      const imported = await within((scope) => importHolidays(scope, { country, region, year }))
      return { lines: [{ text: 'leave:told.imported', params: { count: imported } }], data: { imported } }
    },
  },
  turn: {
    async run({ within }) {
      const team = await within(teamOf)
      for (const { id } of team) await within((scope) => turnFor(scope, id))
      return { lines: [{ text: 'leave:told.turned', params: { count: team.length } }], data: { people: team.length } }
    },
  },
}
