-- A second kind of key: its holder signs requests with a private key (Ed25519) that is nowhere here, and only reads.
ALTER TABLE guildhall.api_keys ALTER COLUMN secret_hash DROP NOT NULL;
ALTER TABLE guildhall.api_keys ADD COLUMN public_key bytea CHECK (octet_length(public_key) = 32);
ALTER TABLE guildhall.api_keys ADD CONSTRAINT api_keys_kind_check CHECK ((secret_hash IS NULL) <> (public_key IS NULL));

DROP FUNCTION guildhall.key_of(uuid);
CREATE FUNCTION guildhall.key_of(wanted uuid)
RETURNS TABLE (tenant_id uuid, slug text, user_id uuid, name text, scopes text[], secret_hash bytea, public_key bytea, expires_at timestamptz, used_at timestamptz, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT k.tenant_id, t.slug, k.user_id, k.name, k.scopes, k.secret_hash, k.public_key, k.expires_at, k.used_at, k.revoked_at IS NOT NULL
  FROM guildhall.api_keys k JOIN guildhall.tenants t ON t.id = k.tenant_id
  WHERE k.id = wanted
  ORDER BY t.created_at, t.id LIMIT 1
$$;
REVOKE ALL ON FUNCTION guildhall.key_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guildhall.key_of(uuid) TO guildhall_app;

-- What a signature was made with once and never again, for as long as it could be sent a second time.
CREATE TABLE guildhall.key_nonces (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  key_id uuid NOT NULL,
  nonce text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key_id, nonce)
);
CREATE INDEX key_nonces_expires_idx ON guildhall.key_nonces (expires_at);
ALTER TABLE guildhall.key_nonces ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.key_nonces FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.key_nonces TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.key_nonces TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON guildhall.key_nonces TO guildhall_app;

-- Tenants of other installations that this one's administrators look into.
CREATE TABLE guildhall.links (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  -- `https://crm.example.org`, without a path.
  url text NOT NULL,
  remote_slug text NOT NULL,
  remote_name text NOT NULL,
  key_id uuid NOT NULL,
  -- Encrypted under a key that is made from GUILDHALL_SECRET and is in no table.
  private_key bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('working', 'refused', 'failing')),
  succeeded_at timestamptz,
  failed_at timestamptz,
  -- The code of the error.
  failure text,
  created_at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT links_key_key UNIQUE (tenant_id, url, key_id),
  FOREIGN KEY (tenant_id, actor_id) REFERENCES guildhall.actors (tenant_id, id)
);
CREATE INDEX links_list_idx ON guildhall.links (tenant_id, created_at, id);
ALTER TABLE guildhall.links ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.links FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.links TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.links TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.links TO guildhall_app;

-- What leaves the house only under a passphrase, see core/src/tenancy/archive.
COMMENT ON TABLE guildhall.key_nonces IS '@secret';
COMMENT ON TABLE guildhall.links IS '@secret';
