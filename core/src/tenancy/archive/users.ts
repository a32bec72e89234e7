import pg from 'pg'
import type { Line } from '../../archive/lines.ts'

/** The users behind a tenant's people, and what they sign in with; beside the tables of the tenant, because they are the installation's. */
export interface UserFile {
  readonly name: string
  readonly columns: readonly string[]
  readonly isSecret: boolean
  question(tenantId: string, hasSecrets: boolean): string
}

const behind = (tenantId: string) =>
  `in (select m.user_id from guildhall.memberships m where m.tenant_id = ${pg.escapeLiteral(tenantId)})`

export const userColumns = ['id', 'email', 'login', 'name', 'password_hash', 'language', 'zone', 'active', 'created_at']
export const authenticatorColumns = ['user_id', 'secret', 'created_at', 'confirmed_at', 'last_step']

export const users: UserFile = {
  name: 'guildhall.users',
  columns: userColumns,
  isSecret: false,
  question: (tenantId, hasSecrets) =>
    `select array_to_json(array[${userColumns
      .map((name) => (name === 'password_hash' && !hasSecrets ? 'null' : `u.${name}::text`))
      .join(', ')}]::text[])::text as line from guildhall.users u where u.id ${behind(tenantId)} order by u.id`,
}

export const authenticators: UserFile = {
  name: 'guildhall.authenticators',
  columns: authenticatorColumns,
  isSecret: true,
  question: (tenantId) =>
    `select array_to_json(array[${authenticatorColumns.map((name) => `a.${name}::text`).join(', ')}]::text[])::text as line
     from guildhall.authenticators a where a.user_id ${behind(tenantId)} and a.confirmed_at is not null order by a.user_id`,
}

export const userFiles: readonly UserFile[] = [users, authenticators]

/** Where users of the archive are known here already, by their address or as the same: the id there → the id here. */
export async function knownUsers(client: pg.ClientBase, lines: readonly Line[]): Promise<Map<string, string>> {
  const given = lines.map((line) => JSON.parse(line) as (string | null)[])
  const { rows } = await client.query<{ there: string; here: string }>(
    `select given.id as there, coalesce(
       (select u.id from guildhall.users u where guildhall.email_key(u.email) = guildhall.email_key(given.email)),
       (select u.id from guildhall.users u where u.id = given.id)) as here
     from unnest($1::uuid[], $2::text[]) as given(id, email)`,
    [given.map(([id]) => id), given.map(([, email]) => email)],
  )
  return new Map(rows.filter(({ here }) => here !== null).map(({ there, here }) => [there, here]))
}

/** Who is known keeps his own password; a nickname that somebody has here is not given twice. */
export async function addUsers(client: pg.ClientBase, lines: readonly Line[]): Promise<void> {
  await client.query(
    `insert into guildhall.users (${userColumns.join(', ')})
     select (v ->> 0)::uuid, v ->> 1, case when exists (select from guildhall.users u
         where guildhall.email_key(u.login) = guildhall.email_key(v ->> 2)) then null else v ->> 2 end,
       v ->> 3, v ->> 4, v ->> 5, v ->> 6, (v ->> 7)::boolean, (v ->> 8)::timestamptz
     from unnest($1::text[]) as given(line) cross join lateral (select line::json) as read(v)`,
    [lines],
  )
}

export async function addAuthenticators(client: pg.ClientBase, lines: readonly Line[]): Promise<void> {
  await client.query(
    `insert into guildhall.authenticators (${authenticatorColumns.join(', ')})
     select (v ->> 0)::uuid, (v ->> 1)::bytea, (v ->> 2)::timestamptz, (v ->> 3)::timestamptz, (v ->> 4)::bigint
     from unnest($1::text[]) as given(line) cross join lateral (select line::json) as read(v)`,
    [lines],
  )
}
