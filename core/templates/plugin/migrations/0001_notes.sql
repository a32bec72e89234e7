CREATE TABLE public.acme_sample_notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  body text,
  due_on date,
  status text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(title, '') || ' ' || coalesce(body, ''))) STORED,
  CONSTRAINT acme_sample_notes_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT acme_sample_notes_status_check CHECK (status IN ('open', 'done'))
);
ALTER TABLE public.acme_sample_notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.acme_sample_notes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.acme_sample_notes TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.acme_sample_notes TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.acme_sample_notes TO guildhall_app;
CREATE INDEX acme_sample_notes_created_at_idx ON public.acme_sample_notes USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX acme_sample_notes_title_idx ON public.acme_sample_notes USING btree (tenant_id, title, id) INCLUDE (archived_at);
CREATE INDEX acme_sample_notes_due_on_idx ON public.acme_sample_notes USING btree (tenant_id, due_on, id) INCLUDE (archived_at);
CREATE INDEX acme_sample_notes_status_idx ON public.acme_sample_notes USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX acme_sample_notes_search_idx ON public.acme_sample_notes USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_acme_sample_notes(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.acme_sample_notes
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;
