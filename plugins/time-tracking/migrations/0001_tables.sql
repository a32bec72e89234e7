CREATE TABLE public.time_entries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_resource text NOT NULL,
  subject_id uuid NOT NULL,
  subject_parent_resource text,
  subject_parent_id uuid,
  subject_party_resource text,
  subject_party_id uuid,
  project_resource text,
  project_id uuid,
  project_parent_resource text,
  project_parent_id uuid,
  project_party_resource text,
  project_party_id uuid,
  client_id uuid,
  person_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  started_at_zone text NOT NULL,
  ended_at timestamp with time zone,
  ended_at_zone text,
  day date,
  note text,
  billable boolean DEFAULT true NOT NULL,
  elapsed bigint,
  "time" bigint,
  rate_amount bigint,
  rate_currency text,
  amount_amount bigint,
  amount_currency text,
  source text NOT NULL,
  idle_since timestamp with time zone,
  idle_since_zone text,
  reminded_at timestamp with time zone,
  reminded_at_zone text,
  timesheet_id uuid,
  billed_at timestamp with time zone,
  billed_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(note, ''))) STORED,
  CONSTRAINT time_entries_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT time_entries_source_check CHECK (source IN ('timer', 'manual', 'offline', 'import')),
  CONSTRAINT time_entries_person_started_at_excl EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, tstzrange(started_at, ended_at, '[)') WITH &&),
  CONSTRAINT time_entries_rate_whole_check CHECK ((rate_amount IS NULL) = (rate_currency IS NULL)),
  CONSTRAINT time_entries_amount_whole_check CHECK ((amount_amount IS NULL) = (amount_currency IS NULL))
);
ALTER TABLE public.time_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.time_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.time_entries TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.time_entries TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.time_entries TO guildhall_app;
CREATE INDEX time_entries_created_at_idx ON public.time_entries USING btree (tenant_id, created_at, id);
CREATE INDEX time_entries_started_at_idx ON public.time_entries USING btree (tenant_id, started_at, id);
CREATE INDEX time_entries_client_id_idx ON public.time_entries USING btree (tenant_id, client_id, id);
CREATE INDEX time_entries_timesheet_id_idx ON public.time_entries USING btree (tenant_id, timesheet_id, id);
CREATE INDEX time_entries_person_id_started_at_idx ON public.time_entries USING btree (tenant_id, person_id, started_at, id);
CREATE INDEX time_entries_day_person_id_project_resource_project_id_time_idx ON public.time_entries USING btree (tenant_id, day, person_id, project_resource, project_id, "time", id);
CREATE INDEX time_entries_subject_idx ON public.time_entries USING btree (tenant_id, subject_resource, subject_id, id);
CREATE INDEX time_entries_project_idx ON public.time_entries USING btree (tenant_id, project_resource, project_id, id);
CREATE INDEX time_entries_search_idx ON public.time_entries USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_time_entries(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.time_entries
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.time_corrections (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  entry text NOT NULL,
  kind text NOT NULL,
  person_id uuid NOT NULL,
  by_id uuid,
  at timestamp with time zone NOT NULL,
  at_zone text NOT NULL,
  day date,
  subject_before_resource text,
  subject_before_id uuid,
  subject_before_parent_resource text,
  subject_before_parent_id uuid,
  subject_before_party_resource text,
  subject_before_party_id uuid,
  subject_after_resource text,
  subject_after_id uuid,
  subject_after_parent_resource text,
  subject_after_parent_id uuid,
  subject_after_party_resource text,
  subject_after_party_id uuid,
  started_before timestamp with time zone NOT NULL,
  started_before_zone text NOT NULL,
  ended_before timestamp with time zone,
  ended_before_zone text,
  started_after timestamp with time zone,
  started_after_zone text,
  ended_after timestamp with time zone,
  ended_after_zone text,
  difference bigint NOT NULL,
  reason text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT time_corrections_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT time_corrections_kind_check CHECK (kind IN ('changed', 'removed'))
);
ALTER TABLE public.time_corrections ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.time_corrections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.time_corrections TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.time_corrections TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.time_corrections TO guildhall_app;
CREATE INDEX time_corrections_created_at_idx ON public.time_corrections USING btree (tenant_id, created_at, id);
CREATE INDEX time_corrections_at_idx ON public.time_corrections USING btree (tenant_id, at, id);
CREATE INDEX time_corrections_entry_idx ON public.time_corrections USING btree (tenant_id, entry, id);
CREATE INDEX time_corrections_person_id_idx ON public.time_corrections USING btree (tenant_id, person_id, id);
CREATE INDEX time_corrections_by_id_idx ON public.time_corrections USING btree (tenant_id, by_id, id);
CREATE INDEX time_corrections_day_idx ON public.time_corrections USING btree (tenant_id, day, id);
CREATE INDEX time_corrections_subject_before_idx ON public.time_corrections USING btree (tenant_id, subject_before_resource, subject_before_id, id);
CREATE INDEX time_corrections_subject_after_idx ON public.time_corrections USING btree (tenant_id, subject_after_resource, subject_after_id, id);

CREATE TABLE public.timesheets (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  "time" bigint,
  status text NOT NULL,
  submitted_at timestamp with time zone,
  submitted_at_zone text,
  approved_at timestamp with time zone,
  approved_at_zone text,
  approved_by_id uuid,
  remark text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT timesheets_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT timesheets_status_check CHECK (status IN ('open', 'submitted', 'approved')),
  CONSTRAINT timesheets_person_starts_on_excl EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
);
ALTER TABLE public.timesheets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.timesheets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.timesheets TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.timesheets TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.timesheets TO guildhall_app;
CREATE INDEX timesheets_created_at_idx ON public.timesheets USING btree (tenant_id, created_at, id);
CREATE INDEX timesheets_starts_on_idx ON public.timesheets USING btree (tenant_id, starts_on, id);
CREATE INDEX timesheets_person_id_idx ON public.timesheets USING btree (tenant_id, person_id, id);
CREATE INDEX timesheets_ends_on_idx ON public.timesheets USING btree (tenant_id, ends_on, id);
CREATE INDEX timesheets_status_idx ON public.timesheets USING btree (tenant_id, status, id);
CREATE INDEX timesheets_approved_by_id_idx ON public.timesheets USING btree (tenant_id, approved_by_id, id);

CREATE TABLE public.attendances (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  started_at_zone text NOT NULL,
  ended_at timestamp with time zone,
  ended_at_zone text,
  day date,
  elapsed bigint,
  left_for text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT attendances_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT attendances_left_for_check CHECK (left_for IN ('break', 'day')),
  CONSTRAINT attendances_person_started_at_excl EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, tstzrange(started_at, ended_at, '[)') WITH &&)
);
ALTER TABLE public.attendances ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.attendances FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.attendances TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.attendances TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.attendances TO guildhall_app;
CREATE INDEX attendances_created_at_idx ON public.attendances USING btree (tenant_id, created_at, id);
CREATE INDEX attendances_started_at_idx ON public.attendances USING btree (tenant_id, started_at, id);
CREATE INDEX attendances_person_id_day_idx ON public.attendances USING btree (tenant_id, person_id, day, id);

CREATE TABLE public.time_rates (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_resource text,
  project_id uuid,
  project_parent_resource text,
  project_parent_id uuid,
  project_party_resource text,
  project_party_id uuid,
  person_id uuid,
  starts_on date NOT NULL,
  rate_amount bigint NOT NULL,
  rate_currency text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT time_rates_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT time_rates_rate_whole_check CHECK ((rate_amount IS NULL) = (rate_currency IS NULL))
);
ALTER TABLE public.time_rates ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.time_rates FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.time_rates TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.time_rates TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.time_rates TO guildhall_app;
CREATE INDEX time_rates_created_at_idx ON public.time_rates USING btree (tenant_id, created_at, id);
CREATE INDEX time_rates_starts_on_idx ON public.time_rates USING btree (tenant_id, starts_on, id);
CREATE INDEX time_rates_person_id_idx ON public.time_rates USING btree (tenant_id, person_id, id);
CREATE INDEX time_rates_project_idx ON public.time_rates USING btree (tenant_id, project_resource, project_id, id);

CREATE TABLE public.time_budgets (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_resource text NOT NULL,
  project_id uuid NOT NULL,
  project_parent_resource text,
  project_parent_id uuid,
  project_party_resource text,
  project_party_id uuid,
  "time" bigint,
  amount_amount bigint,
  amount_currency text,
  used_time bigint,
  used_amount_amount bigint,
  used_amount_currency text,
  near_at timestamp with time zone,
  near_at_zone text,
  full_at timestamp with time zone,
  full_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT time_budgets_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT time_budgets_project_key UNIQUE (tenant_id, project_resource, project_id),
  CONSTRAINT time_budgets_amount_whole_check CHECK ((amount_amount IS NULL) = (amount_currency IS NULL)),
  CONSTRAINT time_budgets_used_amount_whole_check CHECK ((used_amount_amount IS NULL) = (used_amount_currency IS NULL))
);
ALTER TABLE public.time_budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.time_budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.time_budgets TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.time_budgets TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.time_budgets TO guildhall_app;
CREATE INDEX time_budgets_created_at_idx ON public.time_budgets USING btree (tenant_id, created_at, id);
CREATE INDEX time_budgets_project_idx ON public.time_budgets USING btree (tenant_id, project_resource, project_id, id);

ALTER TABLE public.time_entries ADD CONSTRAINT time_entries_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id);
ALTER TABLE public.time_entries ADD CONSTRAINT time_entries_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.time_entries ADD CONSTRAINT time_entries_timesheet_id_fkey FOREIGN KEY (tenant_id, timesheet_id) REFERENCES "public"."timesheets"(tenant_id, id) ON DELETE SET NULL (timesheet_id);
ALTER TABLE public.time_entries ADD CONSTRAINT time_entries_subject_fkey FOREIGN KEY (tenant_id, subject_resource, subject_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);
ALTER TABLE public.time_entries ADD CONSTRAINT time_entries_project_fkey FOREIGN KEY (tenant_id, project_resource, project_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);

ALTER TABLE public.time_corrections ADD CONSTRAINT time_corrections_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.time_corrections ADD CONSTRAINT time_corrections_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.time_corrections ADD CONSTRAINT time_corrections_subject_before_fkey FOREIGN KEY (tenant_id, subject_before_resource, subject_before_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);
ALTER TABLE public.time_corrections ADD CONSTRAINT time_corrections_subject_after_fkey FOREIGN KEY (tenant_id, subject_after_resource, subject_after_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);

ALTER TABLE public.timesheets ADD CONSTRAINT timesheets_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.timesheets ADD CONSTRAINT timesheets_approved_by_id_fkey FOREIGN KEY (tenant_id, approved_by_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.attendances ADD CONSTRAINT attendances_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.time_rates ADD CONSTRAINT time_rates_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.time_rates ADD CONSTRAINT time_rates_project_fkey FOREIGN KEY (tenant_id, project_resource, project_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);

ALTER TABLE public.time_budgets ADD CONSTRAINT time_budgets_project_fkey FOREIGN KEY (tenant_id, project_resource, project_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);

-- Only ever added to. Rows are taken away with their tenant, by the owner, who names none.
CREATE FUNCTION public.time_corrections_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nullif(current_setting('app.tenant', true), '') IS NULL THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'time_corrections are only added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER time_corrections_stay BEFORE UPDATE OR DELETE ON public.time_corrections
  FOR EACH ROW EXECUTE FUNCTION public.time_corrections_stay();

-- What is billed or approved stands fast behind the application's own judgement, too: no times, no removal.
CREATE FUNCTION public.time_entries_stand_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nullif(current_setting('app.tenant', true), '') IS NULL OR (OLD.billed_at IS NULL AND OLD.timesheet_id IS NULL) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.started_at, NEW.ended_at, NEW.person_id, NEW.subject_resource, NEW.subject_id)
    IS NOT DISTINCT FROM (OLD.started_at, OLD.ended_at, OLD.person_id, OLD.subject_resource, OLD.subject_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'time_entries % is billed or approved', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER time_entries_stand_fast BEFORE UPDATE OR DELETE ON public.time_entries
  FOR EACH ROW EXECUTE FUNCTION public.time_entries_stand_fast();
