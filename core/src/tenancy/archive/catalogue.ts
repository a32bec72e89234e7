import type pg from 'pg'

export interface TenantColumn {
  readonly name: string
  readonly type: string
  /** Its values are drawn by the database. */
  readonly isDrawn: boolean
}

/** A table whose every row is some tenant's, as the database describes it. */
export interface TenantTable {
  /** `guildhall.people`, as the archive calls it. */
  readonly name: string
  /** The same with the quotes SQL needs. */
  readonly qualified: string
  /** Its comment says `@secret`: its rows leave the house only under a passphrase. */
  readonly isSecret: boolean
  readonly columns: readonly TenantColumn[]
  /** The columns of its primary key. */
  readonly key: readonly string[]
  /** Where it points to. */
  readonly references: readonly Reference[]
}

export interface Reference {
  readonly table: string
  readonly columns: readonly string[]
  readonly targets: readonly string[]
  /** What is pointed to cannot go first: nothing is said of what becomes of this then. */
  readonly isFirm: boolean
}

/**
 * All tables with a tenant in them, whoever made them: read from the catalogue, so that none can be forgotten. They come in groups,
 * each after those it points to; the tables of one group point to each other in a circle.
 *
 * @param beside schemas to look at besides the living ones
 */
export async function tenantTables(client: pg.ClientBase, beside: readonly string[] = []): Promise<TenantTable[][]> {
  const { rows } = await client.query<TenantTable>(question, [['public', 'guildhall', ...beside]])
  return inOrder(rows)
}

const question = `
  select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as qualified,
    coalesce(obj_description(c.oid, 'pg_class'), '') like '%@secret%' as "isSecret",
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isDrawn', a.attidentity <> '') order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    coalesce((select json_agg(a.attname order by k.place) from pg_index x
      cross join lateral unnest(x.indkey) with ordinality as k(attnum, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where x.indrelid = c.oid and x.indisprimary), '[]') as key,
    coalesce((select json_agg(json_build_object('table', rn.nspname || '.' || r.relname, 'isFirm', f.confdeltype in ('a', 'r'),
        'columns', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality as k(attnum, place)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum),
        'targets', (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality as k(attnum, place)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum)) order by f.conname)
      from pg_constraint f join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
      where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0), '[]') as references
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and t.attnotnull and not t.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ($1::text[])
  order by 1`

/** Strongly connected components, those that are pointed to first (Tarjan, "Depth-first search and linear graph algorithms", 1972). */
function inOrder(tables: readonly TenantTable[]): TenantTable[][] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const indexes = new Map<string, number>()
  const stack: TenantTable[] = []
  const groups: TenantTable[][] = []

  function visit(table: TenantTable): number {
    const index = indexes.size
    let low = index
    indexes.set(table.name, index)
    stack.push(table)
    for (const { table: name } of table.references) {
      const target = byName.get(name)
      if (!target) continue
      if (!indexes.has(name)) low = Math.min(low, visit(target))
      else if (stack.includes(target)) low = Math.min(low, indexes.get(name) ?? low)
    }
    if (low === index) groups.push(stack.splice(stack.indexOf(table)))
    return low
  }

  for (const table of tables) if (!indexes.has(table.name)) visit(table)
  return groups
}

/** Columns of a tenant that may be empty: the installation's own books, which say where something happened. See purge.ts for what becomes of each. */
export const installationBooks = ['guildhall.login_journal', 'guildhall.providers', 'guildhall.tokens'] as const
