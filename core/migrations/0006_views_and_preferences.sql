-- How somebody looks at lists: the views he saved, his own or shared with the tenant, and what he set for himself. Of an actor
-- rather than of a person, because a superadmin who acts in the tenant has a way of looking at it, too.
CREATE TABLE guildhall.saved_views (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  resource text NOT NULL,
  name text NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  -- What it shows and how: kind, filter, sort, columns.
  content jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES guildhall.actors (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX saved_views_name_key ON guildhall.saved_views (tenant_id, owner_id, resource, guildhall.email_key(name));
CREATE INDEX saved_views_shared_idx ON guildhall.saved_views (tenant_id, resource) WHERE shared;

CREATE TABLE guildhall.preferences (
  tenant_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  key text NOT NULL,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, actor_id, key),
  FOREIGN KEY (tenant_id, actor_id) REFERENCES guildhall.actors (tenant_id, id) ON DELETE CASCADE
);

ALTER TABLE guildhall.saved_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.saved_views FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.saved_views TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.saved_views TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.saved_views TO guildhall_app;

ALTER TABLE guildhall.preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.preferences TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.preferences TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.preferences TO guildhall_app;
