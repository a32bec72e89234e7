-- Newcomers who register themselves. What a tenant allows; no row is closed.
CREATE TABLE guildhall.registration_settings (
  tenant_id uuid PRIMARY KEY REFERENCES guildhall.tenants ON DELETE CASCADE,
  is_open boolean NOT NULL,
  kind text NOT NULL CHECK (kind IN ('staff', 'client')),
  -- What newcomers get. A role that is gone counts no more; without any, nobody comes in.
  roles uuid[] NOT NULL,
  needs_approval boolean NOT NULL,
  -- Whose addresses may register, in lower case; none means anybody's.
  domains text[] NOT NULL,
  terms_url text,
  privacy_url text,
  terms_version text,
  changed_at timestamptz NOT NULL
);

-- Who asked to come in. Until the address is verified nobody here is a user; what was agreed to stays with who agreed.
CREATE TABLE guildhall.registrations (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  language text,
  zone text,
  status text NOT NULL CHECK (status IN ('unverified', 'waiting', 'admitted', 'refused')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  verified_at timestamptz,
  decided_at timestamptz,
  reason text,
  person_id uuid,
  consented_at timestamptz,
  -- What it was: version and addresses, as they were then.
  consent jsonb,
  PRIMARY KEY (tenant_id, id),
  CHECK ((consented_at IS NULL) = (consent IS NULL))
);
CREATE INDEX registrations_status_idx ON guildhall.registrations (tenant_id, status, created_at, id);

-- The link that was mailed and the password that was chosen, apart from the rest; gone with the decision.
CREATE TABLE guildhall.registration_secrets (
  tenant_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  -- Null where the address has a password here already.
  password_hash text,
  PRIMARY KEY (tenant_id, registration_id),
  CONSTRAINT registration_secrets_token_key UNIQUE (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, registration_id) REFERENCES guildhall.registrations ON DELETE CASCADE
);
COMMENT ON TABLE guildhall.registration_secrets IS '@secret';

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY['registration_settings', 'registrations', 'registration_secrets'] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- Who registers a business of his own, where the installation allows it.
CREATE TABLE guildhall.business_registrations (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  email text NOT NULL,
  name text NOT NULL,
  -- Null where the address has a password here already, and when the business is made.
  password_hash text,
  business text NOT NULL,
  -- As it was proposed; the tenant's own may differ.
  slug text NOT NULL,
  preset text,
  zone text NOT NULL,
  language text NOT NULL,
  currency text NOT NULL,
  week_start integer NOT NULL,
  status text NOT NULL CHECK (status IN ('unverified', 'verified', 'made')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  verified_at timestamptz,
  made_at timestamptz,
  consented_at timestamptz,
  consent jsonb
);
CREATE INDEX business_registrations_status_idx ON guildhall.business_registrations (status, verified_at);
COMMENT ON TABLE guildhall.business_registrations IS '@secret';

-- By which registration a tenant came to be; two never come of one.
ALTER TABLE guildhall.tenants ADD COLUMN registration_id uuid CONSTRAINT tenants_registration_key UNIQUE;

-- Proofs of work that were used, until they would have expired: each opens the door once, on whichever node.
CREATE TABLE guildhall.spent_proofs (
  id text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX spent_proofs_expiry_idx ON guildhall.spent_proofs (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.registration_settings, guildhall.registrations, guildhall.registration_secrets,
  guildhall.business_registrations, guildhall.spent_proofs TO guildhall_app;
