-- Who vouches for people at sign-in by OpenID Connect, for the whole installation.
CREATE TABLE guildhall.providers (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,38}$'),
  label text NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  -- Encrypted under a key that is made from GUILDHALL_SECRET and is in no table; null where the provider asks for none.
  secret bytea,
  -- Whose addresses may come in by it, in lower case; none means whoever is linked.
  domains text[] NOT NULL,
  -- Its word is enough to know somebody by his verified address in these domains.
  trusted boolean NOT NULL,
  both_steps boolean NOT NULL,
  -- Where and as what somebody unknown comes in; nobody does unless it is set.
  newcomers_tenant_id uuid REFERENCES guildhall.tenants ON DELETE SET NULL,
  newcomers_archetype text CHECK (newcomers_archetype IN ('worker', 'client', 'observer')),
  active boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  CHECK (NOT trusted OR cardinality(domains) > 0)
);

CREATE TABLE guildhall.provider_links (
  provider_id uuid NOT NULL REFERENCES guildhall.providers ON DELETE CASCADE,
  -- What the provider calls him; it never changes there, unlike an address.
  subject text NOT NULL,
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  email text,
  linked_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (provider_id, subject),
  CONSTRAINT provider_links_user_key UNIQUE (user_id, provider_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.providers, guildhall.provider_links TO guildhall_app;

ALTER TABLE guildhall.login_journal ADD COLUMN way text;
ALTER TABLE guildhall.login_journal DROP CONSTRAINT login_journal_event_check;
ALTER TABLE guildhall.login_journal ADD CONSTRAINT login_journal_event_check
  CHECK (event IN ('login', 'logout', 'failure', 'expiry', 'lockout', 'factor-on', 'factor-off', 'recovery',
    'key-made', 'key-revoked', 'key-refused', 'acting-begun', 'acting-ended',
    'provider-linked', 'provider-unlinked', 'provider-refused', 'provider-changed'));

-- From where a user signed in, so that he is told of a place that was not seen before. Keyed hashes: they say nothing to who reads them.
CREATE TABLE guildhall.known_places (
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  place bytea NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, place)
);
CREATE INDEX known_places_seen_idx ON guildhall.known_places (seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.known_places TO guildhall_app;
