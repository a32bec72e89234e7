-- What somebody shows besides his password: codes of an authenticator (RFC 6238), and recovery codes for when it is lost.
CREATE TABLE guildhall.authenticators (
  user_id uuid PRIMARY KEY REFERENCES guildhall.users ON DELETE CASCADE,
  -- Encrypted under a key that is made from GUILDHALL_SECRET and is in no table.
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- Asked for at sign-in from then on.
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted: no code works twice.
  last_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE guildhall.recovery_codes (
  user_id uuid NOT NULL REFERENCES guildhall.authenticators ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.authenticators, guildhall.recovery_codes TO guildhall_app;

ALTER TABLE guildhall.login_journal DROP CONSTRAINT login_journal_event_check;
ALTER TABLE guildhall.login_journal ADD CONSTRAINT login_journal_event_check
  CHECK (event IN ('login', 'logout', 'failure', 'expiry', 'lockout', 'factor-on', 'factor-off', 'recovery'));
