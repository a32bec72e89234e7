import type pg from 'pg'

/** A place where the second wall between tenants has a gap, and how to close it. */
export interface Breach {
  readonly place: string
  readonly problem: string
  readonly remedy: string
}

/**
 * The third law, read from the database's own catalogue: every table with a tenant has forced row-level security with a policy
 * of the usual form for the application's role, that role owns nothing and is held by policies, foreign keys between
 * tenants' tables carry the tenant, and so does every unique key and every index of a table of records.
 */
export async function findBreaches(client: pg.ClientBase, appRole: string): Promise<Breach[]> {
  const results = []
  for (const { text, tell } of questions) {
    const { rows } = await client.query<Row>(text, text.includes('$1') ? [appRole] : [])
    results.push(...rows.map((row) => tell(row, appRole)))
  }
  return results
}

interface Row {
  place: string
  detail: string
}

interface Question {
  readonly text: string
  readonly tell: (row: Row, appRole: string) => Breach
}

const schemas = `('public', 'guildhall')`
/** A table whose every row is some tenant's. */
const tenantTables = `
  select c.oid, c.relrowsecurity, c.relforcerowsecurity, n.nspname, format('%I.%I', n.nspname, c.relname) as place
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
  where c.relkind in ('r', 'p') and n.nspname in ${schemas}`
/** A table of records has a version; the core's own books (outbox, history) are reached by other ways too. */
const recordTables = `select t.* from (${tenantTables}) t
  where exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'version') and t.place <> 'guildhall.tenant_plugins' and t.place <> 'guildhall.history'`
const tenantColumn = (table: string) =>
  `(select attnum from pg_attribute where attrelid = ${table} and attname = 'tenant_id')`

const questions: readonly Question[] = [
  {
    text: `select rolname as place, concat_ws(', ', case when rolsuper then 'a superuser' end, case when rolbypassrls then 'free of row-level security' end) as detail
      from pg_roles where rolname = $1 and (rolsuper or rolbypassrls)`,
    tell: ({ place, detail }) => ({
      place: `role ${place}`,
      problem: `it is ${detail}.`,
      remedy: `ALTER ROLE ${place} NOSUPERUSER NOBYPASSRLS;`,
    }),
  },
  {
    text: `select format('%I.%I', n.nspname, c.relname) as place, '' as detail
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner where r.rolname = $1 and n.nspname !~ '^pg_temp'`,
    tell: ({ place }, role) => ({
      place: `table ${place}`,
      problem: `it belongs to the application's role ${role}, which policies would not hold.`,
      remedy: `ALTER TABLE ${place} OWNER TO guildhall_owner;`,
    }),
  },
  {
    text: `select place, '' as detail from (${tenantTables}) t where not (relrowsecurity and relforcerowsecurity)`,
    tell: ({ place }) => ({
      place: `table ${place}`,
      problem: 'row-level security is not forced on it.',
      remedy: `ALTER TABLE ${place} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${place} FORCE ROW LEVEL SECURITY;`,
    }),
  },
  {
    text: `select t.place, coalesce(string_agg(p.polname, ', '), 'none') as detail from (${tenantTables}) t
      left join pg_policy p on p.polrelid = t.oid and (p.polroles = '{0}' or $1::regrole::oid = any (p.polroles))
      group by t.place
      having count(p.oid) = 0 or not bool_and(pg_get_expr(p.polqual, p.polrelid) ~ 'tenant_id = \\( SELECT .*current_setting\\(''app\\.tenant''')`,
    tell: ({ place, detail }) => ({
      place: `table ${place}`,
      problem: `its policy for the application is not the tenant's (${detail}).`,
      remedy: `CREATE POLICY tenant ON ${place} TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));`,
    }),
  },
  {
    text: `select t.place, k.conname as detail from (${tenantTables}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      where exists (select from (${tenantTables}) o where o.oid = k.confrelid)
        and not exists (select from generate_subscripts(k.conkey, 1) i
          where k.conkey[i] = ${tenantColumn('k.conrelid')} and k.confkey[i] = ${tenantColumn('k.confrelid')})`,
    tell: ({ place, detail }) => ({
      place: `table ${place}, foreign key ${detail}`,
      problem: 'it does not carry the tenant, so a row could point across.',
      remedy: 'Let it be (tenant_id, …) referencing (tenant_id, id).',
    }),
  },
  {
    text: `select t.place, i.relname as detail from (${recordTables}) t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
      where x.indkey[0] is distinct from ${tenantColumn('t.oid')}`,
    tell: ({ place, detail }) => ({
      place: `table ${place}, index ${detail}`,
      problem: 'it does not begin with the tenant, so it serves no list and may let a key of one tenant block another.',
      remedy: 'Write it anew with tenant_id in front.',
    }),
  },
]
