CREATE TABLE public.file_contents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sha256 text NOT NULL,
  key text NOT NULL,
  size bigint NOT NULL,
  type text NOT NULL,
  width bigint,
  height bigint,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT file_contents_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT file_contents_sha256_key UNIQUE (tenant_id, sha256)
);
ALTER TABLE public.file_contents ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.file_contents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.file_contents TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.file_contents TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.file_contents TO guildhall_app;
CREATE INDEX file_contents_created_at_idx ON public.file_contents USING btree (tenant_id, created_at, id);

CREATE TABLE public.files (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  size bigint NOT NULL,
  uploader_id uuid,
  width bigint,
  height bigint,
  sha256 text NOT NULL,
  content_id uuid NOT NULL,
  unnamed_at timestamp with time zone,
  unnamed_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT files_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.files ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.files FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.files TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.files TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.files TO guildhall_app;
CREATE INDEX files_created_at_idx ON public.files USING btree (tenant_id, created_at, id);
CREATE INDEX files_name_idx ON public.files USING btree (tenant_id, name, id);
CREATE INDEX files_type_idx ON public.files USING btree (tenant_id, type, id);
CREATE INDEX files_size_idx ON public.files USING btree (tenant_id, size, id);
CREATE INDEX files_uploader_id_idx ON public.files USING btree (tenant_id, uploader_id, id);
CREATE INDEX files_content_id_idx ON public.files USING btree (tenant_id, content_id, id);
CREATE INDEX files_search_idx ON public.files USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_files(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.files
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;
ALTER TABLE public.files ADD CONSTRAINT files_uploader_id_fkey FOREIGN KEY (tenant_id, uploader_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (uploader_id);
ALTER TABLE public.files ADD CONSTRAINT files_content_id_fkey FOREIGN KEY (tenant_id, content_id) REFERENCES "public"."file_contents"(tenant_id, id);
