import type pg from 'pg'

export type ObjectKind =
  | 'table'
  | 'column'
  | 'constraint'
  | 'index'
  | 'protection'
  | 'policy'
  | 'grant'
  | 'function'
  | 'trigger'

/** One thing of a schema, as PostgreSQL itself writes it down: two ways to say the same come out equal. */
export interface SchemaObject {
  readonly kind: ObjectKind
  /** `public.tasks` */
  readonly table: string
  readonly name: string
  readonly definition: string
  /** Its comment in the database says "by hand": a migration added what no definition can say. */
  readonly byHand: boolean
  readonly column?: ColumnShape | undefined
}

export interface ColumnShape {
  readonly type: string
  readonly nullable: boolean
  readonly default: string | null
  readonly generated: string | null
}

export type Snapshot = readonly SchemaObject[]

/** Reads tables, columns, keys, indexes, row-level security, rights, functions and triggers of our two schemas. */
export async function readSnapshot(
  client: pg.ClientBase,
  schemas: readonly string[] = ['guildhall', 'public'],
): Promise<Snapshot> {
  // So that PostgreSQL writes every name with its schema, whoever asks.
  await client.query('SET search_path = pg_catalog')
  try {
    const { rows } = await client.query<Omit<SchemaObject, 'byHand'> & { comment: string | null; place: number }>(
      catalog,
      [schemas],
    )
    return rows.map(({ comment, place: _, ...object }) => ({
      ...object,
      definition: object.kind === 'index' ? withoutNames(object.definition) : object.definition,
      column: object.column ?? undefined,
      byHand: /^by hand\b/i.test(comment ?? ''),
    }))
  } finally {
    await client.query('RESET search_path')
  }
}

/** `CREATE UNIQUE INDEX a ON public.b USING btree (c)` → `UNIQUE USING btree (c)` */
function withoutNames(definition: string): string {
  return definition.replace(/^CREATE (UNIQUE )?INDEX .+? ON .+? (?=USING )/, '$1')
}

const catalog = `
WITH tables AS MATERIALIZED (
  SELECT c.*, n.nspname || '.' || c.relname AS "table"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT 'table' AS kind, "table", relname::text AS name, '' AS definition, obj_description(oid, 'pg_class') AS comment, NULL::json AS "column", 0 AS place
FROM tables
UNION ALL
SELECT 'column', "table", attname::text,
  concat_ws(' ', format_type(atttypid, atttypmod), 'GENERATED ' || nullif(attidentity::text, '') || ' AS IDENTITY',
    CASE WHEN attgenerated <> '' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(adbin, adrelid) || ')' ELSE 'DEFAULT ' || pg_get_expr(adbin, adrelid) END,
    CASE WHEN attnotnull THEN 'NOT NULL' END),
  col_description(t.oid, attnum),
  json_build_object('type', format_type(atttypid, atttypmod), 'nullable', NOT attnotnull,
    'default', CASE WHEN attgenerated = '' THEN pg_get_expr(adbin, adrelid) END, 'generated', CASE WHEN attgenerated <> '' THEN pg_get_expr(adbin, adrelid) END),
  attnum::int
FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'constraint', "table", conname::text, pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'), NULL, 0
FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid
WHERE contype <> 'n' AND conparentid = 0
UNION ALL
SELECT 'index', "table", i.relname::text, pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END, obj_description(i.oid, 'pg_class'), NULL, 0
FROM tables t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid
WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'protection', "table", 'row level security', CASE WHEN relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END || CASE WHEN relforcerowsecurity THEN ', FORCE' ELSE ', NO FORCE' END, NULL, NULL, 0
FROM tables
UNION ALL
SELECT 'policy', "table", polname::text,
  concat_ws(' ', CASE WHEN NOT polpermissive THEN 'AS RESTRICTIVE' END,
    'FOR ' || CASE polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' ELSE 'DELETE' END,
    'TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ' ORDER BY r) FROM unnest(polroles) r),
    'USING (' || pg_get_expr(polqual, polrelid) || ')', 'WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')'),
  obj_description(p.oid, 'pg_policy'), NULL, 0
FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
UNION ALL
SELECT 'grant', "table", CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END, string_agg(privilege_type, ', ' ORDER BY privilege_type), NULL, NULL, 0
FROM tables t, aclexplode(relacl)
WHERE grantee <> relowner
GROUP BY "table", grantee
UNION ALL
SELECT 'trigger', "table", tgname::text, pg_get_triggerdef(g.oid), obj_description(g.oid, 'pg_trigger'), NULL, 0
FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
WHERE NOT tgisinternal
UNION ALL
SELECT 'function', n.nspname || '.' || regexp_replace(proname, '^search_', ''), proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
  pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'), NULL, 0
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = ANY ($1) AND prokind = 'f'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY "table", kind, place, name`
