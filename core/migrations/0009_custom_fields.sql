-- Fields a tenant added to resources. The values are in each record's own `custom`; what stands here is what the fields are.
CREATE TABLE guildhall.custom_fields (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  resource text NOT NULL,
  -- The name after `custom.`; of one that was deleted it is never given again, because rules and the history may still name it.
  key text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived', 'deleted')),
  position integer NOT NULL,
  -- Kind, labels, limits, choices.
  definition jsonb NOT NULL,
  -- The transaction after which every writer keeps the field's rows in custom_values, and whether all older records have theirs.
  since xid8 NOT NULL DEFAULT pg_current_xact_id(),
  ready boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, resource, key)
);

-- What can be filtered and sorted: jsonb operators use no index under row-level security, those of text and bigint do.
-- Every record has a row for each such field, an empty one too, so that a sort is one walk along an index.
CREATE TABLE guildhall.custom_values (
  tenant_id uuid NOT NULL,
  field_id uuid NOT NULL,
  record_id uuid NOT NULL,
  -- Of several choices each has its row.
  position smallint NOT NULL,
  slot text NOT NULL CHECK (slot IN ('text', 'number')),
  text_value text,
  -- Whole numbers, amounts, decimals by their scale, days and milliseconds since 1970, 0 and 1.
  number_value bigint,
  PRIMARY KEY (tenant_id, field_id, record_id, position)
);
CREATE INDEX custom_values_text_idx ON guildhall.custom_values (tenant_id, field_id, text_value, record_id) WHERE slot = 'text';
CREATE INDEX custom_values_number_idx ON guildhall.custom_values (tenant_id, field_id, number_value, record_id) WHERE slot = 'number';
CREATE INDEX custom_values_record_idx ON guildhall.custom_values (tenant_id, record_id);

-- Who holds a value that only one record may have.
CREATE TABLE guildhall.custom_keys (
  tenant_id uuid NOT NULL,
  field_id uuid NOT NULL,
  key text NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, field_id, key)
);
CREATE INDEX custom_keys_record_idx ON guildhall.custom_keys (tenant_id, record_id);

-- The texts of a record that the search looks through, folded.
CREATE TABLE guildhall.custom_texts (
  tenant_id uuid NOT NULL,
  resource text NOT NULL,
  record_id uuid NOT NULL,
  search_text text NOT NULL,
  PRIMARY KEY (tenant_id, resource, record_id)
);
CREATE INDEX custom_texts_search_idx ON guildhall.custom_texts USING gin (tenant_id, search_text public.gin_trgm_ops);

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY['custom_fields', 'custom_values', 'custom_keys', 'custom_texts'] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.%I TO guildhall_app', name);
  END LOOP;
END
$$;

-- Gives a record the value that no other may have, in place of the one it had. Under row-level security PostgreSQL does not say
-- which key was taken; the detail names the field instead.
CREATE FUNCTION guildhall.claim_custom(tenant uuid, field uuid, record uuid, wanted text, name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM guildhall.custom_keys WHERE tenant_id = tenant AND field_id = field AND record_id = record;
  IF wanted IS NOT NULL THEN
    INSERT INTO guildhall.custom_keys (tenant_id, field_id, key, record_id) VALUES (tenant, field, wanted, record);
  END IF;
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'taken' USING ERRCODE = 'unique_violation', CONSTRAINT = 'custom_keys_pkey', DETAIL = name;
END
$$;

-- Trigram search cannot use its index under row-level security; this applies the transaction's tenant itself and gives ids alone.
CREATE FUNCTION guildhall.search_custom(of_resource text, first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT record_id FROM guildhall.custom_texts
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND resource = of_resource AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;
