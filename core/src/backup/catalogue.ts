import type pg from 'pg'

/** A table of the installation, as the database describes it. */
export interface Table {
  /** `guildhall.people`, as the archive calls it. */
  readonly name: string
  /** The same with the quotes SQL needs. */
  readonly qualified: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isDrawn: boolean }[]
  /** The columns of its primary key. */
  readonly key: readonly string[]
}

/**
 * All that Guildhall and its plugins keep, whoever made it. The queue's own schema goes as what waits in it; what waits of plugins that were
 * removed stays behind: the installation it is restored into does not know their tables.
 */
export async function allTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as qualified,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isDrawn', a.attidentity <> '') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by k.place) from pg_index x
        cross join lateral unnest(x.indkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where x.indrelid = c.oid and x.indisprimary), '[]') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '${others}'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`)
  return rows
}

const others = '^(pg_|information_schema$|pgboss$|guildhall_archive$)'

export interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** What holds the tables together; while they are filled it is taken off, and judges all of it when it is put back. */
export async function foreignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(f.conname) as name, pg_get_constraintdef(f.oid) as definition
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
    where f.contype = 'f' and f.conparentid = 0 and n.nspname !~ '${others}'`)
  return rows
}
