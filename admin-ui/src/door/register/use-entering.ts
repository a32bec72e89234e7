import { ask } from '../ask.ts'
import { type Arrived, useArrival } from '../use-arrival.ts'
import { tenantPath } from '../way.ts'
import { useWords } from '../words.ts'

/** Signs in whoever has just been let in; where a second step is asked for, the door asks for it. */
export function useEntering() {
  const { language } = useWords()
  const { arrive } = useArrival()
  return async (email: string, password: string, tenant: Arrived['tenant']) => {
    const next = tenant ? tenantPath(tenant.slug) : '/'
    const asked = await ask<Arrived>(language, '/api/auth/login', { email, password })
    if ('answer' in asked) await arrive(asked.answer, next)
    else location.assign(`/sign-in?done=registration&next=${encodeURIComponent(next)}`)
  }
}
