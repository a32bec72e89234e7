import { partyServed } from '@guildhall/contract-directory'
import { projects } from '@guildhall/contract-projects'
import type { PluginSetup, RecordOf, Scope } from '@guildhall/sdk'

/** A project is a client's as soon as a client or company is named, and to begin or close one is activity with them. */
export function followParty({ before, after }: PluginSetup) {
  before.write(projects, ({ next }) => {
    const kind = next.client || next.company ? 'client' : 'internal'
    return { kind } as const
  })
  after.create(projects, ({ record, scope }) => tellServed(scope, record))
  after.action(projects, 'close', ({ record, scope }) => tellServed(scope, record))
}

export async function tellServed(
  scope: Scope,
  { client, company }: Pick<RecordOf<typeof projects.fields>, 'client' | 'company'>,
): Promise<void> {
  if (client || company) await scope.emit(partyServed, { ...(client && { client }), ...(company && { company }) })
}
