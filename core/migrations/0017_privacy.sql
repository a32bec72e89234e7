-- What people asked for about their own data: copies and erasures. The record is whose it is, by a card that stands for him.
CREATE TABLE guildhall.privacy_requests (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('copy', 'erasure')),
  resource text NOT NULL,
  record_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'waiting', 'running', 'done', 'withdrawn', 'refused', 'failed')),
  asked_by uuid NOT NULL,
  -- By the person himself, not by an administrator for him.
  is_own boolean NOT NULL,
  -- Who let it be done.
  decided_by uuid,
  -- Whom a copy is for; nobody else gets it. No foreign key: it comes back with its tenant where the user may not be.
  user_id uuid,
  heir_id uuid,
  reason text,
  answer text,
  error text,
  language text NOT NULL,
  zone text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- A month after it was asked (GDPR, article 12).
  due_at timestamptz NOT NULL,
  -- When the grace period ends.
  run_at timestamptz,
  -- When the first of what had to be kept may go, too.
  again_at timestamptz,
  finished_at timestamptz,
  -- Of the file.
  expires_at timestamptz,
  bytes bigint,
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, asked_by) REFERENCES guildhall.actors (tenant_id, id)
);
CREATE INDEX privacy_requests_asked_idx ON guildhall.privacy_requests (tenant_id, asked_at DESC, id DESC);
CREATE INDEX privacy_requests_record_idx ON guildhall.privacy_requests (tenant_id, record_id, asked_at DESC);
CREATE INDEX privacy_requests_open_idx ON guildhall.privacy_requests (run_at) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX privacy_requests_open_key ON guildhall.privacy_requests (tenant_id, kind, record_id)
  WHERE state IN ('asked', 'waiting', 'running');

-- The file of a copy, in pieces, until it is taken or its time is over.
CREATE TABLE guildhall.privacy_parts (
  tenant_id uuid NOT NULL,
  request_id uuid NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant_id, request_id, part),
  FOREIGN KEY (tenant_id, request_id) REFERENCES guildhall.privacy_requests (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE guildhall.privacy_parts IS '@secret';

DO $$
DECLARE
  name text;
  tenant text := '(select nullif(current_setting(''app.tenant'', true), '''')::uuid)';
BEGIN
  FOREACH name IN ARRAY ARRAY['privacy_requests', 'privacy_parts'] LOOP
    EXECUTE format('ALTER TABLE guildhall.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE guildhall.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON guildhall.%I TO guildhall_app USING (tenant_id = %s) WITH CHECK (tenant_id = %s)', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner ON guildhall.%I TO guildhall_owner USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.%I TO guildhall_app', name);
  END LOOP;
END
$$;
