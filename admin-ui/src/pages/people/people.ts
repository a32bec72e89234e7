import { useGetList } from 'react-admin'

export interface PersonRecord {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly kind: 'staff' | 'client'
  readonly status: 'invited' | 'active' | 'deactivated'
  readonly roles: readonly string[]
  readonly language: string | null
  readonly joinedAt: string | null
  readonly version: number
  readonly _can?: { readonly actions: readonly string[]; readonly fields: true | readonly string[] }
}

export interface RoleName {
  readonly id: string
  readonly name: string
  readonly archetype: string
}

export const useRoles = () =>
  useGetList<RoleName>('roles', { pagination: { page: 1, perPage: 200 }, sort: { field: 'createdAt', order: 'ASC' } })

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => part.charAt(0).toLocaleUpperCase())
    .join('')
