import type { TenantInfo } from '@guildhall/sdk/manifest'

/** As the server tells them; see core/src/tenancy. */
export interface Tenant extends TenantInfo {
  readonly parent: string | null
  readonly status: 'active' | 'suspended' | 'deleting' | 'purging'
  readonly version: number
  /** It came to be by a registration. */
  readonly isSelfRegistered: boolean
}

export interface Loss {
  readonly rows: readonly { readonly resource: string; readonly rows: number }[]
  readonly people: number
  /** Who is of no other business. */
  readonly lonely: number
  readonly children: readonly string[]
}

export interface Deletion {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly askedBy: string
  readonly dueAt: string
  readonly counts: Readonly<Record<string, number>>
  readonly purgedAt: string | null
}

export interface Usage {
  readonly quota: string
  readonly most: number
  readonly used: number | null
}

export interface Branch {
  readonly tenant: Tenant
  readonly depth: number
}

/** Children below their parents, each level by name; whatever stands in a circle or below nobody known begins a tree. */
export function treeOf(tenants: readonly Tenant[]): Branch[] {
  const known = new Set(tenants.map(({ id }) => id))
  const below = Map.groupBy(tenants, ({ parent }) => (parent && known.has(parent) ? parent : null))
  const branch = (parent: string | null, depth: number): Branch[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((tenant) => [{ tenant, depth }, ...branch(tenant.id, depth + 1)])
  return branch(null, 0)
}

/** A tenant and all that stand below it. */
export function branchOf(tenants: readonly Tenant[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const tenant of tenants) if (tenant.parent && found.has(tenant.parent)) found.add(tenant.id)
  }
  return found
}
