CREATE TABLE public.webhook_endpoints (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  events jsonb NOT NULL,
  includes_record boolean DEFAULT false NOT NULL,
  reader_id uuid,
  status text NOT NULL,
  disabled_because text,
  health text NOT NULL,
  failing_since timestamp with time zone,
  failing_since_zone text,
  secret_shown_at timestamp with time zone,
  secret_shown_at_zone text,
  previous_secret_until timestamp with time zone,
  previous_secret_until_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_endpoints_status_check CHECK (status IN ('active', 'paused', 'disabled')),
  CONSTRAINT webhook_endpoints_disabled_because_check CHECK (disabled_because IN ('failing', 'gone')),
  CONSTRAINT webhook_endpoints_health_check CHECK (health IN ('new', 'working', 'failing'))
);
ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_endpoints FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.webhook_endpoints TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.webhook_endpoints TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.webhook_endpoints TO guildhall_app;
CREATE INDEX webhook_endpoints_created_at_idx ON public.webhook_endpoints USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX webhook_endpoints_reader_id_idx ON public.webhook_endpoints USING btree (tenant_id, reader_id, id) INCLUDE (archived_at);
CREATE INDEX webhook_endpoints_status_idx ON public.webhook_endpoints USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX webhook_endpoints_search_idx ON public.webhook_endpoints USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_webhook_endpoints(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.webhook_endpoints
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.webhook_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event text NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  happened_at_zone text NOT NULL,
  about text,
  actor text,
  payload jsonb NOT NULL,
  status text NOT NULL,
  tries bigint NOT NULL,
  next_at timestamp with time zone,
  next_at_zone text,
  answered bigint,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(event, ''))) STORED,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_deliveries_status_check CHECK (status IN ('waiting', 'delivered', 'failed'))
);
ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.webhook_deliveries TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.webhook_deliveries TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.webhook_deliveries TO guildhall_app;
CREATE INDEX webhook_deliveries_created_at_idx ON public.webhook_deliveries USING btree (tenant_id, created_at, id);
CREATE INDEX webhook_deliveries_event_idx ON public.webhook_deliveries USING btree (tenant_id, event, id);
CREATE INDEX webhook_deliveries_happened_at_idx ON public.webhook_deliveries USING btree (tenant_id, happened_at, id);
CREATE INDEX webhook_deliveries_about_idx ON public.webhook_deliveries USING btree (tenant_id, about, id);
CREATE INDEX webhook_deliveries_status_idx ON public.webhook_deliveries USING btree (tenant_id, status, id);
CREATE INDEX webhook_deliveries_endpoint_id_status_next_at_idx ON public.webhook_deliveries USING btree (tenant_id, endpoint_id, status, next_at, id);
CREATE INDEX webhook_deliveries_search_idx ON public.webhook_deliveries USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_webhook_deliveries(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.webhook_deliveries
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.webhook_attempts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  at_zone text NOT NULL,
  answered bigint,
  milliseconds bigint NOT NULL,
  error text,
  answer text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT webhook_attempts_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.webhook_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_attempts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.webhook_attempts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.webhook_attempts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.webhook_attempts TO guildhall_app;
CREATE INDEX webhook_attempts_created_at_idx ON public.webhook_attempts USING btree (tenant_id, created_at, id);
CREATE INDEX webhook_attempts_delivery_id_idx ON public.webhook_attempts USING btree (tenant_id, delivery_id, id);

CREATE TABLE public.webhook_rests (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  rounds bigint NOT NULL,
  until timestamp with time zone NOT NULL,
  until_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT webhook_rests_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_rests_endpoint_key UNIQUE (tenant_id, endpoint_id)
);
ALTER TABLE public.webhook_rests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_rests FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.webhook_rests TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.webhook_rests TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.webhook_rests TO guildhall_app;
CREATE INDEX webhook_rests_created_at_idx ON public.webhook_rests USING btree (tenant_id, created_at, id);
CREATE INDEX webhook_rests_endpoint_id_idx ON public.webhook_rests USING btree (tenant_id, endpoint_id, id);

ALTER TABLE public.webhook_endpoints ADD CONSTRAINT webhook_endpoints_reader_id_fkey FOREIGN KEY (tenant_id, reader_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (reader_id);

ALTER TABLE public.webhook_deliveries ADD CONSTRAINT webhook_deliveries_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES "public"."webhook_endpoints"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.webhook_attempts ADD CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (tenant_id, delivery_id) REFERENCES "public"."webhook_deliveries"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.webhook_rests ADD CONSTRAINT webhook_rests_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES "public"."webhook_endpoints"(tenant_id, id) ON DELETE CASCADE;
