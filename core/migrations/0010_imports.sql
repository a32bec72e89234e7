-- What is taken over from files: the rows of a file while it is looked at and written, what became of each row, and which record of another
-- program is which of ours.
CREATE TABLE guildhall.imports (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  actor_id uuid NOT NULL,
  -- Whose rights it is written under; null for an operator at the command line.
  user_id uuid,
  state text NOT NULL CHECK (state IN
    ('uploaded', 'checking', 'checked', 'running', 'done', 'refused', 'cancelled', 'failed', 'undoing', 'undone')),
  -- All rows or none.
  whole boolean NOT NULL DEFAULT false,
  -- For each sheet its name, labels, number of rows, first rows, and what its columns mean.
  sheets jsonb NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  -- Parts that are written for good, and rows that were looked at, of how many.
  parts integer NOT NULL DEFAULT 0,
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  stopping boolean NOT NULL DEFAULT false,
  error text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, actor_id) REFERENCES guildhall.actors (tenant_id, id)
);
CREATE INDEX imports_actor_idx ON guildhall.imports (tenant_id, actor_id, id DESC);
CREATE INDEX imports_expiry_idx ON guildhall.imports (expires_at);

CREATE TABLE guildhall.import_parts (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  sheet integer NOT NULL,
  part integer NOT NULL,
  -- The number of its first row, as the file counts.
  first integer NOT NULL,
  rows jsonb NOT NULL,
  PRIMARY KEY (tenant_id, import_id, sheet, part),
  FOREIGN KEY (tenant_id, import_id) REFERENCES guildhall.imports (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE guildhall.import_results (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  phase text NOT NULL CHECK (phase IN ('check', 'run', 'undo')),
  sheet integer NOT NULL,
  part integer NOT NULL,
  refused integer NOT NULL DEFAULT 0,
  results jsonb NOT NULL,
  PRIMARY KEY (tenant_id, import_id, phase, sheet, part),
  FOREIGN KEY (tenant_id, import_id) REFERENCES guildhall.imports (tenant_id, id) ON DELETE CASCADE
);

-- A record of another program (the source) and which of ours it is.
CREATE TABLE guildhall.external_ids (
  -- No foreign key, as in the tables of records: row-level security knows the tenant, and a tenant's purge finds the table.
  tenant_id uuid NOT NULL,
  resource text NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, resource, source, external_id)
);
CREATE INDEX external_ids_record_idx ON guildhall.external_ids (tenant_id, record_id);

-- An import fills tables faster than autovacuum looks at them. While the planner believes them empty, any index seems as good as any other.
CREATE FUNCTION guildhall.take_stock(tables text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  each regclass;
BEGIN
  FOREACH each IN ARRAY tables::regclass[] LOOP
    IF (SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = each) NOT IN ('public', 'guildhall') THEN
      RAISE EXCEPTION 'not one of ours: %', each;
    END IF;
    -- Whoever looks already looks for all.
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', each);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION guildhall.take_stock(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guildhall.take_stock(text[]) TO guildhall_app;

-- What a column of this label was last said to mean.
CREATE TABLE guildhall.import_labels (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  resource text NOT NULL,
  label text NOT NULL,
  target jsonb,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, resource, label)
);

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY['imports', 'import_parts', 'import_results', 'external_ids', 'import_labels'] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.%I TO guildhall_app', name);
  END LOOP;
END
$$;
