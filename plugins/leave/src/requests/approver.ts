import { staff } from '@guildhall/contract-directory'
import { leaveRequests } from '@guildhall/contract-leave'
import type { PluginSetup, Scope } from '@guildhall/sdk'

const deepest = 20

/** The nearest superior of a person who has a login, by the tree of the staff. */
export async function approverOf(system: Scope, person: string): Promise<string | null> {
  let above = (await system.records(staff).first({ where: { person } }))?.supervisor ?? null
  for (let steps = 0; above && steps < deepest; steps++) {
    const superior = await system.records(staff).find(above)
    if (superior?.person && superior.status === 'active') return superior.person
    above = superior?.supervisor ?? null
  }
  return null
}

/** Who gets another superior is decided upon by him from then on. */
export function followSupervisors({ after }: PluginSetup) {
  after.update(staff, async ({ record, previous, scope }) => {
    const { person } = record
    if (!person || record.supervisor === previous?.supervisor) return
    await scope.asSystem('leave.supervisor', async (system) => {
      const approver = await approverOf(system, person)
      for (const { id } of await system.records(leaveRequests).list({ where: { person, status: 'pending' } }))
        await system.records(leaveRequests).update(id, { approver })
    })
  })
}
