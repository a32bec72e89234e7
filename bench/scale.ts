import { withClient } from '../core/src/database/provision.ts'
import type { Prepared } from './prepare.ts'

/** Roles of the same business; each has a difference of its own, so that none shares another's compiled rules. */
export async function addRoles({ urls, tenantId }: Prepared, count: number): Promise<void> {
  await withClient(urls.ownerUrl, (client) =>
    client.query(
      `insert into guildhall.roles (tenant_id, id, name, archetype, differences, system, created_at, updated_at)
       select $1, uuidv7(), 'Role ' || n, 'worker', jsonb_build_object('add', jsonb_build_array(jsonb_build_object('resource', 'bench-items', 'rule', jsonb_build_object('action', 'read', 'where', jsonb_build_object('position', n)))), 'remove', '[]'::jsonb), false, now(), now()
       from generate_series(1, $2::int) n`,
      [tenantId, count],
    ),
  )
}

export async function addTenants({ urls }: Prepared, count: number): Promise<void> {
  await withClient(urls.ownerUrl, async (client) => {
    await client.query(
      `insert into guildhall.tenants (id, slug, name, created_at) select uuidv7(), 'tenant-' || n, 'Tenant ' || n, now() from generate_series(1, $1::int) n`,
      [count],
    )
    await client.query('analyze guildhall.tenants')
  })
}
