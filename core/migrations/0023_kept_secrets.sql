-- What plugins keep and never show again (signing secrets, passwords of servers), encrypted under a key made from GUILDHALL_SECRET that is in no table.
CREATE TABLE guildhall.kept_secrets (
  tenant_id uuid NOT NULL REFERENCES guildhall.tenants ON DELETE CASCADE,
  plugin text NOT NULL,
  name text NOT NULL CHECK (length(name) <= 200),
  value bytea NOT NULL,
  PRIMARY KEY (tenant_id, plugin, name)
);
ALTER TABLE guildhall.kept_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.kept_secrets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.kept_secrets TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.kept_secrets TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.kept_secrets TO guildhall_app;
COMMENT ON TABLE guildhall.kept_secrets IS '@secret';

-- A job that is asked for while one of the same kind still waits is that one; whoever asks holds its row until he has committed, so that it
-- does not begin before it can see what it was asked for.
ALTER TABLE guildhall.job_runs ADD once text CHECK (length(once) <= 200);
CREATE UNIQUE INDEX job_runs_once_key ON guildhall.job_runs (tenant_id, job, once) WHERE once IS NOT NULL AND state IN ('later', 'waiting');
