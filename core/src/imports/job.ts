import type { JobDefinition } from '@guildhall/sdk'

/** The worker's job for what is to be imported; what is to be done stands with the import. */
export function importJob(work: () => (tenantId: string, id: string) => Promise<void>): JobDefinition {
  return {
    async run(scope, { data }) {
      const { id } = (data ?? {}) as { id?: unknown }
      if (typeof id === 'string') await work()(scope.tenant.id, id)
    },
  }
}
