import { defineError, type Page, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { reportSchedules } from '../schedules/schedules.ts'
import { recipientOf } from './plan.ts'

const notSigned = defineError('reports.unsubscribe_unknown', 404)
const purpose = 'reports.unsubscribe'

/** A schedule, and one of those who get it, as its deliveries name him. */
interface Receiving {
  readonly schedule: string
  readonly recipient: string
}

/** Where a receiver ends it, below the public address. */
export const unsubscribePath = (scope: Scope, { schedule, recipient }: Receiving): string =>
  `/api/reports/unsubscribe/${scope.tenant.slug}?of=${scope.sign(purpose, JSON.stringify({ schedule, recipient }))}`

const query = Type.Object({ of: Type.String({ maxLength: 2000 }) }, { additionalProperties: false })
const common = { path: '/unsubscribe/:tenant', access: 'public', query, gives: 'page' } as const

/** A look asks, a click ends: what fetches links to look at them ends nothing (RFC 8058). */
export const unsubscribeRoutes: readonly RouteDefinition[] = [
  {
    ...common,
    method: 'GET',
    summary: 'reports:openapi.unsubscribeAsk',
    async run({ scope, query }): Promise<Page> {
      const { name } = await received(scope, query)
      return {
        title: name,
        paragraphs: [scope.t('reports:unsubscribe.ask', { name, tenant: scope.tenant.name })],
        button: scope.t('reports:unsubscribe.button'),
      }
    },
  },
  {
    ...common,
    method: 'POST',
    summary: 'reports:openapi.unsubscribe',
    async run({ scope, query }): Promise<Page> {
      const { name, end } = await received(scope, query)
      await end()
      return { title: name, paragraphs: [scope.t('reports:unsubscribe.done', { name, tenant: scope.tenant.name })] }
    },
  },
]

async function received(scope: Scope, given: unknown) {
  const said = scope.signed(purpose, (given as Static<typeof query>).of)
  const { schedule: id, recipient } = said === null ? ({} as Partial<Receiving>) : (JSON.parse(said) as Receiving)
  const schedule = id === undefined ? null : await scope.records(reportSchedules).find(id)
  if (!schedule) throw notSigned()
  const recipients = schedule.recipients.filter((person) => person !== recipient)
  const outside = schedule.outside.filter((one) => recipientOf(one) !== recipient)
  return {
    name: schedule.name,
    /** A schedule that nobody is left of sends nothing any more. */
    async end() {
      const isLast = recipients.length + outside.length === 0
      await scope.asSystem('A receiver wants it no longer', async (system) => {
        const schedules = system.records(reportSchedules)
        if (isLast && schedule.status === 'active') await schedules.act(schedule.id, 'pause')
        await schedules.update(schedule.id, { recipients, outside })
      })
    },
  }
}
