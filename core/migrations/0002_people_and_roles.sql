CREATE TABLE guildhall.people (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  login text,
  kind text NOT NULL,
  language text,
  zone text,
  starts_on date,
  ends_on date,
  status text NOT NULL,
  joined_at timestamp with time zone,
  joined_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(email, ''))) STORED,
  CONSTRAINT people_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT people_kind_check CHECK (kind IN ('staff', 'client')),
  CONSTRAINT people_status_check CHECK (status IN ('invited', 'active', 'deactivated'))
);
ALTER TABLE guildhall.people ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.people FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.people TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.people TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.people TO guildhall_app;
CREATE INDEX people_created_at_idx ON guildhall.people USING btree (tenant_id, created_at, id);
CREATE INDEX people_name_idx ON guildhall.people USING btree (tenant_id, name, id);
CREATE INDEX people_kind_idx ON guildhall.people USING btree (tenant_id, kind, id);
CREATE UNIQUE INDEX people_email_key ON guildhall.people USING btree (tenant_id, guildhall.email_key(email));
CREATE UNIQUE INDEX people_login_key ON guildhall.people USING btree (tenant_id, guildhall.email_key(login));
CREATE INDEX people_search_idx ON guildhall.people USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION guildhall.search_people(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM guildhall.people
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE guildhall.people__roles (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT people__roles_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE guildhall.people__roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.people__roles FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.people__roles TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.people__roles TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.people__roles TO guildhall_app;
CREATE INDEX people__roles_target_id_idx ON guildhall.people__roles USING btree (tenant_id, target_id, owner_id);

CREATE TABLE guildhall.roles (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  archetype text NOT NULL,
  differences jsonb NOT NULL,
  system boolean DEFAULT false NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT roles_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT roles_archetype_check CHECK (archetype IN ('admin', 'manager', 'worker', 'client', 'observer'))
);
ALTER TABLE guildhall.roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE guildhall.roles FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guildhall.roles TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON guildhall.roles TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON guildhall.roles TO guildhall_app;
CREATE INDEX roles_created_at_idx ON guildhall.roles USING btree (tenant_id, created_at, id);
CREATE INDEX roles_archetype_idx ON guildhall.roles USING btree (tenant_id, archetype, id);
CREATE UNIQUE INDEX roles_name_key ON guildhall.roles USING btree (tenant_id, guildhall.email_key(name));
CREATE INDEX roles_search_idx ON guildhall.roles USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION guildhall.search_roles(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM guildhall.roles
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

ALTER TABLE guildhall.people__roles ADD CONSTRAINT people__roles_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE guildhall.people__roles ADD CONSTRAINT people__roles_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."roles"(tenant_id, id);
