-- What the kernel itself keeps. Tables with a tenant_id are under forced row-level security like every plugin's;
-- the rest belongs to the installation and is reached by core/src/identity and core/src/tenancy only.

CREATE FUNCTION guildhall.fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, public AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC)))
$$;

CREATE FUNCTION guildhall.email_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog AS $$
  SELECT lower(normalize(btrim(value), NFKC))
$$;

CREATE TABLE guildhall.installation (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE guildhall.users (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  login text,
  name text NOT NULL,
  password_hash text,
  language text,
  zone text,
  superadmin boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  epoch bigint NOT NULL DEFAULT 1,
  -- Where he was last, and lands when no tenant is named; a tenant that is gone counts as none.
  last_tenant_id uuid,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_email_key ON guildhall.users (guildhall.email_key(email));
CREATE UNIQUE INDEX users_login_key ON guildhall.users (guildhall.email_key(login));

CREATE TABLE guildhall.sessions (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text CHECK (ended_by IN ('logout', 'expired', 'revoked', 'password', 'deactivated')),
  ip text,
  agent text
);
CREATE INDEX sessions_user_idx ON guildhall.sessions (user_id, created_at);
CREATE INDEX sessions_expiry_idx ON guildhall.sessions (expires_at) WHERE ended_at IS NULL;

CREATE TABLE guildhall.tokens (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  tenant_id uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX tokens_user_idx ON guildhall.tokens (user_id, purpose);

CREATE TABLE guildhall.login_journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  event text NOT NULL CHECK (event IN ('login', 'logout', 'failure', 'expiry', 'lockout')),
  user_id uuid,
  email text,
  tenant_id uuid,
  ip text,
  agent text
);
CREATE INDEX login_journal_user_idx ON guildhall.login_journal (user_id, id DESC);
CREATE INDEX login_journal_tenant_idx ON guildhall.login_journal (tenant_id, id DESC);

CREATE TABLE guildhall.login_attempts (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  window_start timestamptz NOT NULL
);

CREATE TABLE guildhall.tenants (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL,
  -- The host name under which strangers meet this tenant, in lower case.
  host text UNIQUE CHECK (host = lower(host)),
  parent_id uuid REFERENCES guildhall.tenants,
  zone text NOT NULL DEFAULT 'UTC',
  language text NOT NULL DEFAULT 'en',
  currency text NOT NULL DEFAULT 'EUR',
  week_start integer NOT NULL DEFAULT 1 CHECK (week_start BETWEEN 1 AND 7),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  settings jsonb NOT NULL DEFAULT '{}',
  epoch bigint NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  CHECK (parent_id <> id)
);
CREATE INDEX tenants_created_idx ON guildhall.tenants (created_at, id);
CREATE INDEX tenants_parent_idx ON guildhall.tenants (parent_id);

CREATE TABLE guildhall.languages (
  language text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

-- What the installation itself says in a language, for every tenant: the texts of a language added in the backoffice.
CREATE TABLE guildhall.language_words (
  language text NOT NULL,
  namespace text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (language, namespace, key)
);

CREATE TABLE guildhall.migrations (
  plugin text NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (plugin, name)
);

CREATE TABLE guildhall.plugins (
  name text PRIMARY KEY,
  version text NOT NULL,
  installed_at timestamptz NOT NULL
);

CREATE TABLE guildhall.tenant_plugins (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  plugin text NOT NULL,
  enabled boolean NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin)
);

CREATE TABLE guildhall.memberships (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  person_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  UNIQUE (tenant_id, person_id)
);
CREATE INDEX memberships_user_idx ON guildhall.memberships (user_id);

CREATE TABLE guildhall.actors (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'outside', 'plugin', 'system')),
  person_id uuid,
  user_id uuid,
  plugin text,
  label text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX actors_outside_key ON guildhall.actors (tenant_id, user_id) WHERE kind = 'outside';
CREATE UNIQUE INDEX actors_plugin_key ON guildhall.actors (tenant_id, plugin) WHERE kind IN ('plugin', 'system');

CREATE TABLE guildhall.subjects (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  resource text NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (tenant_id, resource, id)
);

CREATE TABLE guildhall.counters (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  series text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (tenant_id, series)
);

-- Written with every change: a foreign key to the tenant would lock its row each time.
CREATE TABLE guildhall.history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  resource text NOT NULL,
  record_id uuid NOT NULL,
  action text NOT NULL,
  version integer NOT NULL,
  actor_id uuid,
  reason text,
  at timestamptz NOT NULL,
  before jsonb,
  after jsonb,
  input jsonb,
  request_id text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX history_record_idx ON guildhall.history (tenant_id, resource, record_id, id DESC);

CREATE TABLE guildhall.outbox (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  -- Given after the commit, by one dispatcher at a time: whoever reads on from a position misses nothing.
  position bigint,
  name text NOT NULL,
  record_key text,
  actor_id uuid,
  at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_waiting_idx ON guildhall.outbox (sequence) WHERE position IS NULL;
CREATE UNIQUE INDEX outbox_position_key ON guildhall.outbox (position) WHERE position IS NOT NULL;
CREATE INDEX outbox_tenant_idx ON guildhall.outbox (tenant_id, position) WHERE position IS NOT NULL;

-- Deliveries that wait for somebody: dead ones for a person, parked ones for their plugin to be on again.
CREATE TABLE guildhall.held_deliveries (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('dead', 'parked')),
  kind text NOT NULL CHECK (kind IN ('event', 'job')),
  plugin text NOT NULL,
  handler text NOT NULL,
  item_id uuid NOT NULL,
  -- Of the event, so that what was parked is delivered in its order.
  sequence bigint,
  attempts integer NOT NULL,
  error text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX held_deliveries_parked_idx ON guildhall.held_deliveries (tenant_id, plugin) WHERE reason = 'parked';
CREATE INDEX held_deliveries_item_idx ON guildhall.held_deliveries (item_id);

CREATE TABLE guildhall.job_runs (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  plugin text NOT NULL,
  job text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'retrying', 'done', 'failed')),
  -- The moment of its schedule; null when somebody asked for it.
  slot timestamptz,
  data jsonb,
  asked_by uuid,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  done bigint,
  total bigint,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX job_runs_slot_key ON guildhall.job_runs (tenant_id, plugin, job, slot);
-- A schedule that is faster than its job does not pile up.
CREATE UNIQUE INDEX job_runs_waiting_key ON guildhall.job_runs (tenant_id, plugin, job) WHERE state = 'waiting' AND slot IS NOT NULL;

CREATE TABLE guildhall.handled (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  handler text NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, handler, event_id)
);

CREATE TABLE guildhall.idempotency_keys (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  actor_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  body jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, actor_id, key)
);

CREATE TABLE guildhall.word_overrides (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  language text NOT NULL,
  namespace text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, language, namespace, key)
);

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tenant_plugins',
    'memberships',
    'actors',
    'subjects',
    'counters',
    'history',
    'outbox',
    'held_deliveries',
    'job_runs',
    'handled',
    'idempotency_keys',
    'word_overrides'
  ] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- Sets the transaction's tenant and refuses to go on with rights that have been overtaken.
CREATE FUNCTION guildhall.enter(tenant uuid, person uuid, tenant_epoch bigint, person_epoch bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant', tenant::text, true);
  IF tenant_epoch IS DISTINCT FROM (SELECT epoch FROM guildhall.tenants WHERE id = tenant)
     OR (person IS NOT NULL AND person_epoch IS DISTINCT FROM (SELECT epoch FROM guildhall.users WHERE id = person)) THEN
    RAISE EXCEPTION 'stale scope' USING ERRCODE = 'GH001';
  END IF;
END
$$;

-- Undoes the transaction unless the condition holds; the detail tells the platform which rule spoke.
CREATE FUNCTION guildhall.ensure(holds boolean, detail text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN
    RAISE EXCEPTION 'not allowed' USING ERRCODE = 'GH002', DETAIL = detail;
  END IF;
END
$$;
