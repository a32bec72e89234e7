import type pg from 'pg'

export const rows = 200_000
export const groupCount = 400

/** Ids that both servers and the driver can reckon: `item(7)`. */
export const id = (kind: number, number: number) =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const sqlId = (kind: number, number: string) =>
  `('0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

export const kinds = { group: 1, item: 2, person: 3 } as const

/** The same rows for both: our own tables of one tenant, and the hand-written server's, which know no tenants. */
export async function seed(
  client: pg.ClientBase,
  tenant: string,
  people: readonly string[],
  count = rows,
): Promise<void> {
  const persons = `(array[${people.map((person) => `'${person}'`).join(',')}]::uuid[])`
  const group = sqlId(kinds.group, 'g')
  const item = sqlId(kinds.item, 'n')
  const own = `'${tenant}'::uuid`
  const statements = [
    `insert into bench_groups (tenant_id, id, name, created_at, updated_at) select ${own}, ${group}, 'Group ' || g, now(), now() from generate_series(1, ${groupCount}) g`,
    `insert into bench_groups__members (tenant_id, owner_id, target_id, position) select ${own}, ${group}, ${persons}[1 + g % ${people.length}], 1 from generate_series(1, ${groupCount}) g`,
    `insert into bench_items (tenant_id, id, title, description, group_id, status, priority, due_on, started_at, started_at_zone, estimate, price_amount, price_currency, position, urgent, created_at, updated_at)
     select ${own}, ${item}, 'Item ' || n, repeat('Some words about it. ', 4), ${sqlId(kinds.group, `(1 + n % ${groupCount})`)}, (array['open','busy','done'])[1 + n % 3], (array['low','normal','high'])[1 + n % 3],
       date '2026-01-01' + (n % 365), timestamptz '2026-01-01 08:00Z' + n * interval '1 minute', 'UTC', 3600, 12500 + n, 'EUR', n, n % 7 = 0, timestamptz '2026-01-01Z' + n * interval '1 second', now()
     from generate_series(1, ${count}) n`,
    `insert into bench_items__assignees (tenant_id, owner_id, target_id, position) select ${own}, ${item}, ${persons}[1 + n % ${people.length}], 1 from generate_series(1, ${count}) n`,
    'create schema floor',
    'create table floor.groups as select id, name from bench_groups',
    'alter table floor.groups add primary key (id)',
    'create table floor.members as select owner_id as group_id, target_id as person_id from bench_groups__members',
    'alter table floor.members add primary key (group_id, person_id)',
    'create index on floor.members (person_id)',
    `create table floor.items as select id, title, description, group_id, status, priority, due_on, started_at, started_at_zone, estimate, price_amount, price_currency, position, urgent, 1 as version, created_at, updated_at from bench_items`,
    'alter table floor.items add primary key (id), alter title set not null, add foreign key (group_id) references floor.groups',
    'create index on floor.items (group_id, due_on, id)',
    'create index on floor.items (due_on, id)',
    'create index on floor.items (title, id)',
    'create index on floor.items (created_at, id)',
    'create table floor.assignees as select owner_id as item_id, target_id as person_id, position from bench_items__assignees',
    'alter table floor.assignees add primary key (item_id, person_id)',
    'create index on floor.assignees (person_id)',
    'grant usage on schema floor to guildhall_app',
    'grant all on all tables in schema floor to guildhall_app',
  ]
  for (const statement of statements) await client.query(statement)
  await client.query('vacuum analyze')
}
