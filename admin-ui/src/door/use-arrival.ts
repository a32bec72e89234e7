import { useState } from 'react'
import { ask } from './ask.ts'
import type { Tenant } from './tenant-list.tsx'
import { ownPath, tenantPath } from './way.ts'
import { useWords } from './words.ts'

/** What the server says to who came in. */
export interface Arrived {
  readonly tenant: Tenant | null
}

/** On to where one wanted, to the only tenant, or to a choice among several. */
export function useArrival() {
  const { language, isChosen } = useWords()
  const [tenants, setTenants] = useState<readonly Tenant[] | null>(null)
  const arrive = async ({ tenant }: Arrived, wanted = new URLSearchParams(location.search).get('next')) => {
    if (isChosen) await ask(language, '/api/auth/me', { language }, 'PATCH')
    const next = ownPath(wanted)
    if (next) return location.assign(next)
    const me = await ask<{ tenants: Tenant[] }>(language, '/api/auth/me')
    const open = 'answer' in me ? me.answer.tenants.filter(({ isOpen }) => isOpen) : []
    const [only = tenant] = open
    if (open.length > 1) return setTenants(open)
    location.assign(only ? tenantPath(only.slug) : '/')
  }
  return { tenants, arrive }
}
