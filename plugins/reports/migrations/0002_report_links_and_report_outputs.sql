CREATE TABLE public.report_outputs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  definition jsonb NOT NULL,
  format text NOT NULL,
  range text,
  "from" date,
  "to" date,
  about text,
  owner_id uuid NOT NULL,
  status text NOT NULL,
  done bigint NOT NULL,
  total bigint NOT NULL,
  reason text,
  file_id uuid,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT report_outputs_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_outputs_format_check CHECK (format IN ('pdf', 'xlsx', 'csv')),
  CONSTRAINT report_outputs_status_check CHECK (status IN ('making', 'ready', 'failed'))
);
ALTER TABLE public.report_outputs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_outputs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_outputs TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_outputs TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_outputs TO guildhall_app;
CREATE INDEX report_outputs_created_at_idx ON public.report_outputs USING btree (tenant_id, created_at, id);
CREATE INDEX report_outputs_owner_id_idx ON public.report_outputs USING btree (tenant_id, owner_id, id);
CREATE INDEX report_outputs_status_idx ON public.report_outputs USING btree (tenant_id, status, id);
CREATE INDEX report_outputs_file_id_idx ON public.report_outputs USING btree (tenant_id, file_id, id);
CREATE INDEX report_outputs_search_idx ON public.report_outputs USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_report_outputs(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.report_outputs
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.report_links (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  report_id uuid NOT NULL,
  about text,
  format text NOT NULL,
  output_id uuid NOT NULL,
  token_hash text NOT NULL,
  owner_id uuid,
  expires_at timestamp with time zone NOT NULL,
  expires_at_zone text NOT NULL,
  status text NOT NULL,
  uses bigint NOT NULL,
  last_used_at timestamp with time zone,
  last_used_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT report_links_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_links_format_check CHECK (format IN ('pdf', 'xlsx', 'csv')),
  CONSTRAINT report_links_status_check CHECK (status IN ('active', 'revoked')),
  CONSTRAINT report_links_token_hash_key UNIQUE (tenant_id, token_hash)
);
ALTER TABLE public.report_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_links FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_links TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_links TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_links TO guildhall_app;
CREATE INDEX report_links_created_at_idx ON public.report_links USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX report_links_report_id_idx ON public.report_links USING btree (tenant_id, report_id, id) INCLUDE (archived_at);
CREATE INDEX report_links_output_id_idx ON public.report_links USING btree (tenant_id, output_id, id) INCLUDE (archived_at);
CREATE INDEX report_links_owner_id_idx ON public.report_links USING btree (tenant_id, owner_id, id) INCLUDE (archived_at);
CREATE INDEX report_links_expires_at_idx ON public.report_links USING btree (tenant_id, expires_at, id) INCLUDE (archived_at);
CREATE INDEX report_links_status_idx ON public.report_links USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX report_links_search_idx ON public.report_links USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_report_links(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.report_links
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

ALTER TABLE public.report_outputs ADD CONSTRAINT report_outputs_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_outputs ADD CONSTRAINT report_outputs_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES "public"."report_files"(tenant_id, id) ON DELETE SET NULL (file_id);

ALTER TABLE public.report_links ADD CONSTRAINT report_links_report_id_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES "public"."reports"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_links ADD CONSTRAINT report_links_output_id_fkey FOREIGN KEY (tenant_id, output_id) REFERENCES "public"."report_outputs"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_links ADD CONSTRAINT report_links_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (owner_id);
