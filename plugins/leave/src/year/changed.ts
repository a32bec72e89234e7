import { staff } from '@guildhall/contract-directory'
import { leaveKinds } from '@guildhall/contract-leave'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { leavePolicies } from '../kinds/policies.ts'

/** Whoever changes what people are entitled to sees it in their balances in a moment, not tomorrow. */
export function turnWhenChanged({ after }: PluginSetup) {
  const soon = async ({ scope }: { scope: Scope }) => void (await scope.later('leave.turn', {}, { once: 'turn' }))
  after.write(leaveKinds, soon)
  after.write(leavePolicies, soon)
  after.write(staff, soon)
}
