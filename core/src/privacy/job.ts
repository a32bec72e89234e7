import type { JobDefinition } from '@guildhall/sdk'
import type { Privacy } from './privacy.ts'

/** The worker's job for a request that was made; what is to be done stands with the request. */
export function privacyJob(work: () => Privacy['work']): JobDefinition {
  return {
    async run(scope, { data, progress }) {
      const { id } = (data ?? {}) as { id?: unknown }
      if (typeof id === 'string') await work()(scope.tenant.id, id, progress)
    },
  }
}
