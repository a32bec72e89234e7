CREATE TABLE public.companies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  registration_number text,
  tax_number text,
  email text,
  phones jsonb NOT NULL,
  website text,
  language text,
  address text,
  city text,
  postal_code text,
  country text,
  notes text,
  last_activity_at timestamp with time zone NOT NULL,
  last_activity_at_zone text NOT NULL,
  phone_digits text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(registration_number, '') || ' ' || coalesce(tax_number, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone_digits, ''))) STORED,
  CONSTRAINT companies_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.companies ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.companies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.companies TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.companies TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.companies TO guildhall_app;
CREATE INDEX companies_created_at_idx ON public.companies USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX companies_name_idx ON public.companies USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX companies_city_idx ON public.companies USING btree (tenant_id, city, id) INCLUDE (archived_at);
CREATE INDEX companies_last_activity_at_idx ON public.companies USING btree (tenant_id, last_activity_at, id) INCLUDE (archived_at);
CREATE INDEX companies_search_idx ON public.companies USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_companies(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.companies
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.companies__similar (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT companies__similar_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.companies__similar ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.companies__similar FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.companies__similar TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.companies__similar TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.companies__similar TO guildhall_app;
CREATE INDEX companies__similar_target_id_idx ON public.companies__similar USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.clients (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  email text,
  phones jsonb NOT NULL,
  language text,
  person_id uuid,
  address text,
  city text,
  postal_code text,
  country text,
  notes text,
  last_activity_at timestamp with time zone NOT NULL,
  last_activity_at_zone text NOT NULL,
  phone_digits text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone_digits, ''))) STORED,
  CONSTRAINT clients_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT clients_person_key UNIQUE (tenant_id, person_id)
);
ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.clients FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.clients TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.clients TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.clients TO guildhall_app;
CREATE INDEX clients_created_at_idx ON public.clients USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX clients_name_idx ON public.clients USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX clients_person_id_idx ON public.clients USING btree (tenant_id, person_id, id) INCLUDE (archived_at);
CREATE INDEX clients_city_idx ON public.clients USING btree (tenant_id, city, id) INCLUDE (archived_at);
CREATE INDEX clients_last_activity_at_idx ON public.clients USING btree (tenant_id, last_activity_at, id) INCLUDE (archived_at);
CREATE INDEX clients_search_idx ON public.clients USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_clients(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.clients
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.clients__companies (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT clients__companies_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.clients__companies ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.clients__companies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.clients__companies TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.clients__companies TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.clients__companies TO guildhall_app;
CREATE INDEX clients__companies_target_id_idx ON public.clients__companies USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.clients__similar (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT clients__similar_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.clients__similar ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.clients__similar FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.clients__similar TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.clients__similar TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.clients__similar TO guildhall_app;
CREATE INDEX clients__similar_target_id_idx ON public.clients__similar USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.staff (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  person_id uuid,
  email text,
  phone text,
  "position" text,
  supervisor_id uuid,
  starts_on date NOT NULL,
  ends_on date,
  schedule jsonb NOT NULL,
  hourly_rate_amount bigint,
  hourly_rate_currency text,
  notes text,
  status text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce("position", ''))) STORED,
  CONSTRAINT staff_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT staff_status_check CHECK (status IN ('active', 'dismissed')),
  CONSTRAINT staff_person_key UNIQUE (tenant_id, person_id),
  CONSTRAINT staff_hourly_rate_whole_check CHECK ((hourly_rate_amount IS NULL) = (hourly_rate_currency IS NULL))
);
ALTER TABLE public.staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.staff FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.staff TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.staff TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.staff TO guildhall_app;
CREATE INDEX staff_created_at_idx ON public.staff USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX staff_name_idx ON public.staff USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX staff_person_id_idx ON public.staff USING btree (tenant_id, person_id, id) INCLUDE (archived_at);
CREATE INDEX staff_supervisor_id_idx ON public.staff USING btree (tenant_id, supervisor_id, id) INCLUDE (archived_at);
CREATE INDEX staff_starts_on_idx ON public.staff USING btree (tenant_id, starts_on, id) INCLUDE (archived_at);
CREATE INDEX staff_search_idx ON public.staff USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_staff(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.staff
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.assets (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  client_id uuid,
  company_id uuid,
  plate text,
  vin text,
  serial_number text,
  make text,
  model text,
  year bigint,
  mileage bigint,
  attributes jsonb NOT NULL,
  notes text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(plate, '') || ' ' || coalesce(vin, '') || ' ' || coalesce(serial_number, '') || ' ' || coalesce(make, '') || ' ' || coalesce(model, ''))) STORED,
  CONSTRAINT assets_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT assets_kind_check CHECK (kind IN ('vehicle', 'equipment', 'property', 'other'))
);
ALTER TABLE public.assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.assets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.assets TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.assets TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.assets TO guildhall_app;
CREATE INDEX assets_created_at_idx ON public.assets USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX assets_name_idx ON public.assets USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX assets_kind_idx ON public.assets USING btree (tenant_id, kind, id) INCLUDE (archived_at);
CREATE INDEX assets_client_id_idx ON public.assets USING btree (tenant_id, client_id, id) INCLUDE (archived_at);
CREATE INDEX assets_company_id_idx ON public.assets USING btree (tenant_id, company_id, id) INCLUDE (archived_at);
CREATE UNIQUE INDEX assets_vin_key ON public.assets USING btree (tenant_id, guildhall.email_key(vin));
CREATE INDEX assets_search_idx ON public.assets USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_assets(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.assets
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.interactions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  direction text,
  client_id uuid,
  company_id uuid,
  at timestamp with time zone NOT NULL,
  at_zone text NOT NULL,
  author_id uuid,
  text text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(text, ''))) STORED,
  CONSTRAINT interactions_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT interactions_kind_check CHECK (kind IN ('call', 'meeting', 'email', 'message', 'note')),
  CONSTRAINT interactions_direction_check CHECK (direction IN ('incoming', 'outgoing'))
);
ALTER TABLE public.interactions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.interactions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.interactions TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.interactions TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.interactions TO guildhall_app;
CREATE INDEX interactions_created_at_idx ON public.interactions USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX interactions_kind_idx ON public.interactions USING btree (tenant_id, kind, id) INCLUDE (archived_at);
CREATE INDEX interactions_at_idx ON public.interactions USING btree (tenant_id, at, id) INCLUDE (archived_at);
CREATE INDEX interactions_author_id_idx ON public.interactions USING btree (tenant_id, author_id, id) INCLUDE (archived_at);
CREATE INDEX interactions_client_id_at_idx ON public.interactions USING btree (tenant_id, client_id, at, id) INCLUDE (archived_at);
CREATE INDEX interactions_company_id_at_idx ON public.interactions USING btree (tenant_id, company_id, at, id) INCLUDE (archived_at);
CREATE INDEX interactions_search_idx ON public.interactions USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_interactions(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.interactions
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

ALTER TABLE public.companies__similar ADD CONSTRAINT companies__similar_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."companies"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.companies__similar ADD CONSTRAINT companies__similar_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."companies"(tenant_id, id);

ALTER TABLE public.clients ADD CONSTRAINT clients_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (person_id);

ALTER TABLE public.clients__companies ADD CONSTRAINT clients__companies_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."clients"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.clients__companies ADD CONSTRAINT clients__companies_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."companies"(tenant_id, id);

ALTER TABLE public.clients__similar ADD CONSTRAINT clients__similar_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."clients"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.clients__similar ADD CONSTRAINT clients__similar_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."clients"(tenant_id, id);

ALTER TABLE public.staff ADD CONSTRAINT staff_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (person_id);
ALTER TABLE public.staff ADD CONSTRAINT staff_supervisor_id_fkey FOREIGN KEY (tenant_id, supervisor_id) REFERENCES "public"."staff"(tenant_id, id) ON DELETE SET NULL (supervisor_id);

ALTER TABLE public.assets ADD CONSTRAINT assets_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id);
ALTER TABLE public.assets ADD CONSTRAINT assets_company_id_fkey FOREIGN KEY (tenant_id, company_id) REFERENCES "public"."companies"(tenant_id, id);

ALTER TABLE public.interactions ADD CONSTRAINT interactions_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.interactions ADD CONSTRAINT interactions_company_id_fkey FOREIGN KEY (tenant_id, company_id) REFERENCES "public"."companies"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.interactions ADD CONSTRAINT interactions_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES "guildhall"."people"(tenant_id, id);
