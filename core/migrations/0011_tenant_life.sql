-- The end of a tenant's life: asked for and waiting, then taken away piece by piece. Neither is open to anybody.
ALTER TABLE guildhall.tenants DROP CONSTRAINT tenants_status_check;
ALTER TABLE guildhall.tenants ADD CONSTRAINT tenants_status_check CHECK (status IN ('active', 'suspended', 'deleting', 'purging'));
-- What it may have at most, by the quota's name; no entry is no limit.
ALTER TABLE guildhall.tenants ADD COLUMN quotas jsonb NOT NULL DEFAULT '{}';

-- What was asked, and what stays of a tenant that is gone: who, when, how much it was. It outlives the tenant, so it carries no key to it.
CREATE TABLE guildhall.tenant_deletions (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  -- What it goes back to when it is taken back.
  status text NOT NULL CHECK (status IN ('active', 'suspended')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- Whether users who are people of no other tenant go with it.
  erase_users boolean NOT NULL,
  -- Rows that were deleted, by table; grows with the work.
  counts jsonb NOT NULL DEFAULT '{}',
  users_erased integer NOT NULL DEFAULT 0,
  epoch bigint,
  purged_at timestamptz,
  -- Told to its administrators.
  told_at timestamptz
);
CREATE INDEX tenant_deletions_due_idx ON guildhall.tenant_deletions (due_at) WHERE purged_at IS NULL;

-- How a tenant looks; Guildhall's own look where there is no row.
CREATE TABLE guildhall.branding (
  tenant_id uuid PRIMARY KEY REFERENCES guildhall.tenants ON DELETE CASCADE,
  name text,
  color text CHECK (color ~ '^#[0-9a-f]{6}$'),
  logo bytea CHECK (octet_length(logo) <= 262144),
  logo_type text,
  -- Of the logo's bytes: what its address carries, so that it may be kept for good.
  logo_hash text,
  -- Whether strangers see it at the door.
  is_public boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL,
  CHECK ((logo IS NULL) = (logo_type IS NULL) AND (logo IS NULL) = (logo_hash IS NULL))
);

-- What is counted by the day, for quotas of days.
CREATE TABLE guildhall.quota_days (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  quota text NOT NULL,
  day date NOT NULL,
  used bigint NOT NULL,
  PRIMARY KEY (tenant_id, quota, day)
);

-- Which warnings a tenant's administrators have had; gone when there is room again.
CREATE TABLE guildhall.quota_warnings (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  quota text NOT NULL,
  share integer NOT NULL CHECK (share IN (80, 100)),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, quota, share)
);

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY['branding', 'quota_days', 'quota_warnings'] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- What leaves the house only under a passphrase, see core/src/tenancy/archive.
COMMENT ON TABLE guildhall.personal_keys IS '@secret';
