-- Keys by which programs come in as the person whose they are, in one tenant, within the scopes they were given.
CREATE TABLE guildhall.api_keys (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  -- No foreign key: it comes back with its tenant where the user may not be; without him it opens nothing.
  user_id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  -- 256 random bits have more entropy than anything can search, so a plain hash is enough.
  secret_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  used_at timestamptz,
  used_from text,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
-- Not unique: a tenant may be brought back beside itself.
CREATE INDEX api_keys_id_idx ON guildhall.api_keys (id);
CREATE INDEX api_keys_live_idx ON guildhall.api_keys (tenant_id, created_at DESC, id DESC) WHERE revoked_at IS NULL;
CREATE INDEX api_keys_user_idx ON guildhall.api_keys (tenant_id, user_id);
ALTER TABLE guildhall.api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.api_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.api_keys TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.api_keys TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.api_keys TO guildhall_app;

-- A key comes before its tenant is known: this is the only way across, and it answers about one key.
CREATE FUNCTION guildhall.key_of(wanted uuid)
RETURNS TABLE (tenant_id uuid, slug text, user_id uuid, name text, scopes text[], secret_hash bytea, expires_at timestamptz, used_at timestamptz, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT k.tenant_id, t.slug, k.user_id, k.name, k.scopes, k.secret_hash, k.expires_at, k.used_at, k.revoked_at IS NOT NULL
  FROM guildhall.api_keys k JOIN guildhall.tenants t ON t.id = k.tenant_id
  WHERE k.id = wanted
  ORDER BY t.created_at, t.id LIMIT 1
$$;
REVOKE ALL ON FUNCTION guildhall.key_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guildhall.key_of(uuid) TO guildhall_app;

-- Who acts for a person of a tenant: for a reason, for a short time, by a session of his own.
CREATE TABLE guildhall.actings (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  by_user_id uuid NOT NULL,
  for_user_id uuid NOT NULL,
  person_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  reason text NOT NULL,
  began_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, actor_id) REFERENCES guildhall.actors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX actings_token_idx ON guildhall.actings (token_hash);
CREATE INDEX actings_open_idx ON guildhall.actings (by_user_id) WHERE ended_at IS NULL;
ALTER TABLE guildhall.actings ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.actings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.actings TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.actings TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.actings TO guildhall_app;

-- It comes before its tenant is known; answers about one, and only while the session it began in lasts.
CREATE FUNCTION guildhall.acting_of(token bytea, session uuid, at timestamptz)
RETURNS TABLE (id uuid, tenant_id uuid, slug text, by_user_id uuid, by_name text, for_user_id uuid, person_id uuid, actor_id uuid, reason text, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.id, a.tenant_id, t.slug, a.by_user_id, b.name, a.for_user_id, a.person_id, a.actor_id, a.reason, a.ends_at
  FROM guildhall.actings a
  JOIN guildhall.tenants t ON t.id = a.tenant_id
  JOIN guildhall.users b ON b.id = a.by_user_id AND b.active
  JOIN guildhall.users f ON f.id = a.for_user_id AND f.active AND NOT f.superadmin
  JOIN guildhall.sessions s ON s.id = a.session_id AND s.ended_at IS NULL AND s.expires_at > at
  WHERE a.token_hash = token AND a.session_id = session AND a.ended_at IS NULL AND a.ends_at > at
  ORDER BY t.created_at, t.id LIMIT 1
$$;
REVOKE ALL ON FUNCTION guildhall.acting_of(bytea, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guildhall.acting_of(bytea, uuid, timestamptz) TO guildhall_app;

-- Whatever overtakes the rights or the session of who acts overtakes those of the person he acts for, on every node.
CREATE FUNCTION guildhall.overtake_actings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE guildhall.users u SET epoch = u.epoch + 1
  WHERE u.id IN (SELECT a.for_user_id FROM guildhall.actings a WHERE a.by_user_id = NEW.id AND a.ended_at IS NULL);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION guildhall.overtake_actings() FROM PUBLIC;
CREATE TRIGGER overtake_actings AFTER UPDATE OF epoch ON guildhall.users
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION guildhall.overtake_actings();

ALTER TABLE guildhall.actors DROP CONSTRAINT actors_kind_check;
ALTER TABLE guildhall.actors ADD CONSTRAINT actors_kind_check CHECK (kind IN ('person', 'outside', 'plugin', 'system', 'acting'));
-- For whom he acts is `person_id`.
CREATE UNIQUE INDEX actors_acting_key ON guildhall.actors (tenant_id, user_id, person_id) WHERE kind = 'acting';

ALTER TABLE guildhall.login_journal ADD COLUMN by_user_id uuid, ADD COLUMN reason text;
ALTER TABLE guildhall.login_journal DROP CONSTRAINT login_journal_event_check;
ALTER TABLE guildhall.login_journal ADD CONSTRAINT login_journal_event_check
  CHECK (event IN ('login', 'logout', 'failure', 'expiry', 'lockout', 'factor-on', 'factor-off', 'recovery',
    'key-made', 'key-revoked', 'key-refused', 'acting-begun', 'acting-ended'));

-- What leaves the house only under a passphrase, see core/src/tenancy/archive.
COMMENT ON TABLE guildhall.api_keys IS '@secret';
COMMENT ON TABLE guildhall.actings IS '@secret';
