CREATE TABLE guildhall.logins (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  at_zone text NOT NULL,
  way text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT logins_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE guildhall.logins ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.logins FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.logins TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.logins TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.logins TO guildhall_app;
CREATE INDEX logins_created_at_idx ON guildhall.logins USING btree (tenant_id, created_at, id);
CREATE INDEX logins_at_idx ON guildhall.logins USING btree (tenant_id, at, id);
CREATE INDEX logins_person_id_idx ON guildhall.logins USING btree (tenant_id, person_id, id);
ALTER TABLE guildhall.logins ADD CONSTRAINT logins_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

-- Those who came before this was kept.
INSERT INTO guildhall.logins (tenant_id, id, person_id, at, at_zone, way, created_at, updated_at)
SELECT m.tenant_id, gen_random_uuid(), m.person_id, j.at, t.zone, j.way, j.at, j.at
FROM guildhall.login_journal j
JOIN guildhall.memberships m ON m.tenant_id = j.tenant_id AND m.user_id = j.user_id
JOIN guildhall.tenants t ON t.id = j.tenant_id
WHERE j.event = 'login';
