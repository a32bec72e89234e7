import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import type { Mailer } from '../../mail/mailer.ts'

export interface Letters {
  readonly pool: pg.Pool
  readonly mailer: Mailer
  readonly clock: Clock
}

export interface Administrator {
  readonly email: string
  readonly name: string
  readonly language: string
  readonly zone: string
}

/** Who administers a tenant, with the language and zone each reads in. */
export const administratorsQuery = `select p.email, p.name, coalesce(u.language, p.language, t.language) as language, coalesce(u.zone, p.zone, t.zone) as zone
     from guildhall.tenants t join guildhall.people p on p.tenant_id = t.id and p.status = 'active'
     left join guildhall.memberships m on m.tenant_id = p.tenant_id and m.person_id = p.id left join guildhall.users u on u.id = m.user_id
     where t.id = $1 and exists (select from guildhall.people__roles l join guildhall.roles r on r.tenant_id = l.tenant_id and r.id = l.target_id
       where l.tenant_id = p.tenant_id and l.owner_id = p.id and r.archetype = 'admin')
     order by p.id`

export async function administratorsOf(pool: pg.Pool, tenantId: string): Promise<Administrator[]> {
  const { rows } = await pool.query<Administrator>(administratorsQuery, [tenantId])
  return rows
}

/** Those of a tenant that is to go are told once; what fails is tried again at the next look. */
export async function tellAdministrators({ pool, mailer, clock }: Letters): Promise<void> {
  const { rows } = await pool.query<{ id: string; name: string; due_at: Date; language: string }>(
    `select d.id, d.name, d.due_at, t.language from guildhall.tenant_deletions d join guildhall.tenants t on t.id = d.id
     where d.told_at is null and t.status = 'deleting'`,
  )
  for (const { id, name: tenant, due_at, language } of rows) {
    for (const { email, name, ...reader } of await administratorsOf(pool, id))
      await mailer.send({
        to: { address: email, name },
        template: 'tenantDeletion',
        ...reader,
        tenant: { id, language },
        params: { name, tenant, dueAt: due_at.toISOString() },
      })
    await pool.query('update guildhall.tenant_deletions set told_at = $2 where id = $1', [id, clock.now()])
  }
}
