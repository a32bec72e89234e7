import { withClient } from '../database/provision.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** A worker looks every five seconds; a minute without a look is a worker that is not there. */
const silence = 60
const slow = 60

/** Whether somebody delivers events and runs jobs, and what did not arrive. */
export async function checkDelivery(ownerUrl: string): Promise<Finding[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<Figures>(figures)
    const { tick, waiting, oldest, dead, tenants } = rows[0] as Figures
    return [
      tick === null
        ? warn('worker', 'No worker has ever looked for jobs.', 'guildhall start, or guildhall start --only worker')
        : tick > silence
          ? warn(
              'worker',
              `No worker has looked for jobs for ${spell(tick)}.`,
              'guildhall start, or guildhall start --only worker',
            )
          : ok('worker', `A worker looked ${spell(tick)} ago.`),
      oldest !== null && oldest > slow
        ? fail(
            'outbox',
            `${waiting} events wait, the oldest for ${spell(oldest)}.`,
            'Start a worker; if one runs, its log says why it does not deliver.',
          )
        : ok('outbox', `${waiting} events wait.`),
      dead > 0
        ? warn(
            'dead letters',
            `${dead} deliveries in ${tenants} tenants failed for good.`,
            'See GET /api/dead-letters of the tenant, mend the cause and retry them.',
          )
        : ok('dead letters', 'None.'),
    ]
  })
}

interface Figures {
  tick: number | null
  waiting: number
  oldest: number | null
  dead: number
  tenants: number
}

const age = (moment: string) => `extract(epoch from clock_timestamp() - ${moment})::float8`
const figures = `
  select (select ${age(`(value ->> 'tick')::timestamptz`)} from guildhall.installation where name = 'jobs') as tick,
    (select count(*)::int from guildhall.outbox where position is null) as waiting,
    (select ${age('min(at)')} from guildhall.outbox where position is null) as oldest,
    (select count(*)::int from guildhall.held_deliveries where reason = 'dead') as dead,
    (select count(distinct tenant_id)::int from guildhall.held_deliveries where reason = 'dead') as tenants`

function spell(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`
}
