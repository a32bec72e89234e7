-- What was personal in the past of a record is kept encrypted under a key of that record's own. Without its row here nobody can
-- read it again; the rest of the past stays.
CREATE TABLE guildhall.personal_keys (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  resource text NOT NULL,
  record_id uuid NOT NULL,
  -- The key itself, encrypted under one that is made from GUILDHALL_SECRET and is in no table.
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, resource, record_id)
);
ALTER TABLE guildhall.personal_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.personal_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.personal_keys TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.personal_keys TO guildhall_owner USING (true) WITH CHECK (true);

-- The key of whatever is encrypted in the entry.
ALTER TABLE guildhall.history ADD COLUMN key_id uuid;
