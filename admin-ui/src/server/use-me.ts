import { useQuery } from '@tanstack/react-query'
import { useDataProvider } from 'react-admin'
import type { GuildhallData } from './data-provider.ts'

export interface Me {
  readonly user: {
    readonly id: string
    readonly email: string
    readonly login: string | null
    readonly name: string
    readonly language: string | null
    readonly zone: string | null
  }
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly { name: string }[] } | null
  /** `superadmin` or `parent` for who acts in a tenant without being one of its people. */
  readonly outside: string | null
  readonly tenants: readonly { readonly slug: string; readonly name: string; readonly isOpen: boolean }[]
}

/** Who is signed in, and where else he may go. */
export function useMe(): Me | undefined {
  const data = useDataProvider<GuildhallData>()
  return useQuery({ queryKey: ['me'], queryFn: () => data.call<Me>('/auth/me'), staleTime: 60_000 }).data
}
