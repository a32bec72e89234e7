-- Passkeys (WebAuthn): by which users of the installation come in without a password.
CREATE TABLE guildhall.passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES guildhall.users ON DELETE CASCADE,
  -- What the authenticator calls it, in base64url.
  credential_id text NOT NULL UNIQUE,
  -- A COSE key (RFC 9052).
  public_key bytea NOT NULL,
  -- How often it was used, where the authenticator counts; 0 where it does not.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  -- Its counter went back: there is a copy of it, and neither lets anybody in any more.
  stopped_at timestamptz
);
CREATE INDEX passkeys_user_idx ON guildhall.passkeys (user_id);

-- What an authenticator is asked to sign. Each works once, for a few minutes, in the browser that asked for it. Hashes alone are kept.
CREATE TABLE guildhall.passkey_challenges (
  challenge_hash bytea PRIMARY KEY,
  browser_hash bytea NOT NULL,
  -- Who adds a passkey; null for who signs in.
  user_id uuid REFERENCES guildhall.users ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expires_idx ON guildhall.passkey_challenges (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.passkeys, guildhall.passkey_challenges TO guildhall_app;

ALTER TABLE guildhall.login_journal DROP CONSTRAINT login_journal_event_check;
ALTER TABLE guildhall.login_journal ADD CONSTRAINT login_journal_event_check
  CHECK (event IN ('login', 'logout', 'failure', 'expiry', 'lockout', 'factor-on', 'factor-off', 'recovery',
    'key-made', 'key-revoked', 'key-refused', 'acting-begun', 'acting-ended',
    'provider-linked', 'provider-unlinked', 'provider-refused', 'provider-changed',
    'passkey-added', 'passkey-removed', 'passkey-stopped'));
