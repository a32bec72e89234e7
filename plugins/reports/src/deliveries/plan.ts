import type { JobDefinition, Scope } from '@guildhall/sdk'
import { token } from '../query/place.ts'
import { nextSlot, periodOfSlot, type Timing } from '../schedules/timing.ts'

/** What of a schedule a sending needs. */
interface Planned extends Timing {
  readonly id: string
  readonly recipients: readonly string[]
  readonly outside: readonly { readonly name: string; readonly address: string; readonly about: string }[]
}

/** A schedule has fallen due: one delivery for each receiver, and the next slot, in one transaction. */
export const plan: JobDefinition = {
  async run(scope, { data }) {
    const { schedule: id, at } = data as { schedule: string; at: string }
    const schedules = scope.records(token('report-schedules'))
    const schedule = (await schedules.find(id)) as
      | (Planned & { status: string; nextAt: string | null; archivedAt: string | null })
      | null
    // It was moved, paused or done since this was asked for.
    if (schedule?.status !== 'active' || schedule.archivedAt !== null || schedule.nextAt !== at) return
    // A delivery points to people, whom the plugin itself may not see.
    await scope.asSystem('A schedule has fallen due', (system) => planDeliveries(system, schedule, at))
    await schedules.update(id, { nextAt: nextSlot(schedule, scope.tenant.zone, at) } as never)
  },
}

/** By hand, for the period that would be sent now. */
export async function sendNow({ record, scope }: { record: object; scope: Scope }): Promise<undefined> {
  await scope.asSystem('A report is sent by hand', (system) =>
    planDeliveries(system, record as Planned, scope.clock.now()),
  )
  return undefined
}

/** Once more, as a person wants it. */
export async function sendAgain({ record, scope }: { record: { readonly id: string }; scope: Scope }) {
  await askFor(scope, record.id)
  return { reason: null }
}

async function planDeliveries(scope: Scope, schedule: Planned, at: string): Promise<void> {
  const { from, to } = periodOfSlot(schedule, scope.tenant.zone, at)
  const common = { schedule: schedule.id, dueAt: at, periodFrom: from, periodTo: to }
  const inside = schedule.recipients.map((person) => ({ ...common, recipient: person, person }))
  const outside = schedule.outside.map((one) => ({
    ...common,
    ...one,
    recipient: recipientOf(one),
  }))
  for (const delivery of [...inside, ...outside]) {
    const { id } = await scope.records(token('report-deliveries')).create(delivery as never)
    await askFor(scope, id)
  }
}

/** Somebody outside, as his deliveries name him. */
export const recipientOf = ({ address, about }: { readonly address: string; readonly about: string }) =>
  `${address.toLowerCase()} ${about}`

async function askFor(scope: Scope, delivery: string): Promise<void> {
  await scope.later('reports.deliver', { delivery }, { lane: `delivery ${delivery}` })
}
