CREATE TABLE public.reports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  definition jsonb NOT NULL,
  shared_with text NOT NULL,
  owner_id uuid,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT reports_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT reports_shared_with_check CHECK (shared_with IN ('nobody', 'everybody'))
);
ALTER TABLE public.reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.reports FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.reports TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.reports TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.reports TO guildhall_app;
CREATE INDEX reports_created_at_idx ON public.reports USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX reports_name_idx ON public.reports USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX reports_shared_with_idx ON public.reports USING btree (tenant_id, shared_with, id) INCLUDE (archived_at);
CREATE INDEX reports_owner_id_idx ON public.reports USING btree (tenant_id, owner_id, id) INCLUDE (archived_at);
CREATE INDEX reports_search_idx ON public.reports USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_reports(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.reports
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.dashboards (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  tiles jsonb NOT NULL,
  shared_with text NOT NULL,
  owner_id uuid,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT dashboards_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT dashboards_shared_with_check CHECK (shared_with IN ('nobody', 'everybody'))
);
ALTER TABLE public.dashboards ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.dashboards FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.dashboards TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.dashboards TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.dashboards TO guildhall_app;
CREATE INDEX dashboards_created_at_idx ON public.dashboards USING btree (tenant_id, created_at, id);
CREATE INDEX dashboards_name_idx ON public.dashboards USING btree (tenant_id, name, id);
CREATE INDEX dashboards_shared_with_idx ON public.dashboards USING btree (tenant_id, shared_with, id);
CREATE INDEX dashboards_owner_id_idx ON public.dashboards USING btree (tenant_id, owner_id, id);
CREATE INDEX dashboards_search_idx ON public.dashboards USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_dashboards(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.dashboards
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.report_schedules (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  report_id uuid NOT NULL,
  unit text NOT NULL,
  every bigint NOT NULL,
  "time" text NOT NULL,
  starts_on date NOT NULL,
  cron text,
  until_today boolean DEFAULT false NOT NULL,
  format text NOT NULL,
  send_empty boolean DEFAULT false NOT NULL,
  outside jsonb NOT NULL,
  owner_id uuid,
  status text NOT NULL,
  next_at timestamp with time zone,
  next_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT report_schedules_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_schedules_unit_check CHECK (unit IN ('day', 'week', 'month', 'cron')),
  CONSTRAINT report_schedules_format_check CHECK (format IN ('pdf', 'xlsx', 'csv')),
  CONSTRAINT report_schedules_status_check CHECK (status IN ('active', 'paused'))
);
ALTER TABLE public.report_schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_schedules TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_schedules TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_schedules TO guildhall_app;
CREATE INDEX report_schedules_created_at_idx ON public.report_schedules USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_name_idx ON public.report_schedules USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_report_id_idx ON public.report_schedules USING btree (tenant_id, report_id, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_owner_id_idx ON public.report_schedules USING btree (tenant_id, owner_id, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_status_idx ON public.report_schedules USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_next_at_idx ON public.report_schedules USING btree (tenant_id, next_at, id) INCLUDE (archived_at);
CREATE INDEX report_schedules_search_idx ON public.report_schedules USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_report_schedules(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.report_schedules
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.report_schedules__recipients (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT report_schedules__recipients_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.report_schedules__recipients ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_schedules__recipients FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_schedules__recipients TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_schedules__recipients TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_schedules__recipients TO guildhall_app;
CREATE INDEX report_schedules__recipients_target_id_idx ON public.report_schedules__recipients USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.report_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  due_at_zone text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  recipient text NOT NULL,
  person_id uuid,
  name text,
  address text,
  about text,
  status text NOT NULL,
  tries bigint NOT NULL,
  sent_at timestamp with time zone,
  sent_at_zone text,
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
  CONSTRAINT report_deliveries_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_deliveries_status_check CHECK (status IN ('waiting', 'sending', 'sent', 'skipped', 'failed', 'uncertain')),
  CONSTRAINT report_deliveries_schedule_due_at_recipient_key UNIQUE (tenant_id, schedule_id, due_at, recipient)
);
ALTER TABLE public.report_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_deliveries TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_deliveries TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_deliveries TO guildhall_app;
CREATE INDEX report_deliveries_created_at_idx ON public.report_deliveries USING btree (tenant_id, created_at, id);
CREATE INDEX report_deliveries_due_at_idx ON public.report_deliveries USING btree (tenant_id, due_at, id);
CREATE INDEX report_deliveries_person_id_idx ON public.report_deliveries USING btree (tenant_id, person_id, id);
CREATE INDEX report_deliveries_status_idx ON public.report_deliveries USING btree (tenant_id, status, id);
CREATE INDEX report_deliveries_file_id_idx ON public.report_deliveries USING btree (tenant_id, file_id, id);
CREATE INDEX report_deliveries_schedule_id_due_at_idx ON public.report_deliveries USING btree (tenant_id, schedule_id, due_at, id);

CREATE TABLE public.report_files (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  size bigint NOT NULL,
  kept_until timestamp with time zone NOT NULL,
  kept_until_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT report_files_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.report_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_files FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_files TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_files TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_files TO guildhall_app;
CREATE INDEX report_files_created_at_idx ON public.report_files USING btree (tenant_id, created_at, id);
CREATE INDEX report_files_kept_until_idx ON public.report_files USING btree (tenant_id, kept_until, id);

CREATE TABLE public.report_file_parts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  file_id uuid NOT NULL,
  "position" bigint NOT NULL,
  content text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT report_file_parts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_file_parts_file_position_key UNIQUE (tenant_id, file_id, "position")
);
ALTER TABLE public.report_file_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.report_file_parts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.report_file_parts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.report_file_parts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.report_file_parts TO guildhall_app;
CREATE INDEX report_file_parts_created_at_idx ON public.report_file_parts USING btree (tenant_id, created_at, id);
CREATE INDEX report_file_parts_file_id_idx ON public.report_file_parts USING btree (tenant_id, file_id, id);

ALTER TABLE public.reports ADD CONSTRAINT reports_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (owner_id);

ALTER TABLE public.dashboards ADD CONSTRAINT dashboards_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (owner_id);

ALTER TABLE public.report_schedules ADD CONSTRAINT report_schedules_report_id_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES "public"."reports"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_schedules ADD CONSTRAINT report_schedules_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (owner_id);

ALTER TABLE public.report_schedules__recipients ADD CONSTRAINT report_schedules__recipients_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."report_schedules"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_schedules__recipients ADD CONSTRAINT report_schedules__recipients_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.report_deliveries ADD CONSTRAINT report_deliveries_schedule_id_fkey FOREIGN KEY (tenant_id, schedule_id) REFERENCES "public"."report_schedules"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.report_deliveries ADD CONSTRAINT report_deliveries_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (person_id);
ALTER TABLE public.report_deliveries ADD CONSTRAINT report_deliveries_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES "public"."report_files"(tenant_id, id) ON DELETE SET NULL (file_id);

ALTER TABLE public.report_file_parts ADD CONSTRAINT report_file_parts_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES "public"."report_files"(tenant_id, id) ON DELETE CASCADE;
