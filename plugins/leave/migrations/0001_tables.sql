CREATE TABLE public.leave_requests (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind_id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  starts_at_noon boolean DEFAULT false NOT NULL,
  ends_at_noon boolean DEFAULT false NOT NULL,
  from_time text,
  to_time text,
  note text,
  status text NOT NULL,
  approver_id uuid,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  decided_at_zone text,
  reason text,
  quantity numeric(15,2) NOT NULL,
  amount bigint NOT NULL,
  days jsonb NOT NULL,
  revoked_from date,
  starts_at timestamp with time zone NOT NULL,
  starts_at_zone text NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  ends_at_zone text NOT NULL,
  holds boolean DEFAULT false NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT leave_requests_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_requests_status_check CHECK (status IN ('pending', 'approved', 'rejected', 'cancelled', 'revoked')),
  CONSTRAINT leave_requests_person_starts_at_excl EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (holds = 'true')
);
ALTER TABLE public.leave_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_requests TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_requests TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_requests TO guildhall_app;
CREATE INDEX leave_requests_created_at_idx ON public.leave_requests USING btree (tenant_id, created_at, id);
CREATE INDEX leave_requests_starts_on_idx ON public.leave_requests USING btree (tenant_id, starts_on, id);
CREATE INDEX leave_requests_kind_id_idx ON public.leave_requests USING btree (tenant_id, kind_id, id);
CREATE INDEX leave_requests_status_idx ON public.leave_requests USING btree (tenant_id, status, id);
CREATE INDEX leave_requests_decided_by_id_idx ON public.leave_requests USING btree (tenant_id, decided_by_id, id);
CREATE INDEX leave_requests_person_id_starts_on_idx ON public.leave_requests USING btree (tenant_id, person_id, starts_on, id);
CREATE INDEX leave_requests_approver_id_status_idx ON public.leave_requests USING btree (tenant_id, approver_id, status, id);

CREATE TABLE public.leave_requests__papers (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT leave_requests__papers_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.leave_requests__papers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_requests__papers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_requests__papers TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_requests__papers TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_requests__papers TO guildhall_app;
CREATE INDEX leave_requests__papers_target_id_idx ON public.leave_requests__papers USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.leave_kinds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  color text NOT NULL,
  unit text NOT NULL,
  consumes boolean DEFAULT true NOT NULL,
  is_paid boolean DEFAULT true NOT NULL,
  needs_paper boolean DEFAULT false NOT NULL,
  may_go_below_zero boolean DEFAULT false NOT NULL,
  notice_days bigint NOT NULL,
  allowance numeric(15,2) NOT NULL,
  accrual text NOT NULL,
  carry_over numeric(15,2),
  carry_until text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT leave_kinds_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_kinds_unit_check CHECK (unit IN ('days', 'half-days', 'hours')),
  CONSTRAINT leave_kinds_accrual_check CHECK (accrual IN ('yearly', 'monthly')),
  CONSTRAINT leave_kinds_name_key UNIQUE (tenant_id, name)
);
ALTER TABLE public.leave_kinds ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_kinds FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_kinds TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_kinds TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_kinds TO guildhall_app;
CREATE INDEX leave_kinds_created_at_idx ON public.leave_kinds USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX leave_kinds_name_idx ON public.leave_kinds USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX leave_kinds_search_idx ON public.leave_kinds USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_leave_kinds(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.leave_kinds
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.leave_policies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind_id uuid NOT NULL,
  allowance numeric(15,2) NOT NULL,
  accrual text NOT NULL,
  carry_over numeric(15,2),
  carry_until text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT leave_policies_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_policies_accrual_check CHECK (accrual IN ('yearly', 'monthly')),
  CONSTRAINT leave_policies_person_kind_key UNIQUE (tenant_id, person_id, kind_id)
);
ALTER TABLE public.leave_policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_policies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_policies TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_policies TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_policies TO guildhall_app;
CREATE INDEX leave_policies_created_at_idx ON public.leave_policies USING btree (tenant_id, created_at, id);
CREATE INDEX leave_policies_person_id_idx ON public.leave_policies USING btree (tenant_id, person_id, id);
CREATE INDEX leave_policies_kind_id_idx ON public.leave_policies USING btree (tenant_id, kind_id, id);

CREATE TABLE public.leave_accounts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  country text,
  region text,
  turn bigint NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT leave_accounts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_accounts_person_key UNIQUE (tenant_id, person_id)
);
ALTER TABLE public.leave_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_accounts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_accounts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_accounts TO guildhall_app;
CREATE INDEX leave_accounts_created_at_idx ON public.leave_accounts USING btree (tenant_id, created_at, id);
CREATE INDEX leave_accounts_person_id_idx ON public.leave_accounts USING btree (tenant_id, person_id, id);

CREATE TABLE public.leave_ledger (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind_id uuid NOT NULL,
  "on" date NOT NULL,
  quantity numeric(15,2) NOT NULL,
  cause text NOT NULL,
  reason text,
  request_id uuid,
  amount bigint NOT NULL,
  origin text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT leave_ledger_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_ledger_cause_check CHECK (cause IN ('grant', 'use', 'release', 'expiry', 'adjustment')),
  CONSTRAINT leave_ledger_origin_key UNIQUE (tenant_id, origin)
);
ALTER TABLE public.leave_ledger ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_ledger FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_ledger TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_ledger TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_ledger TO guildhall_app;
CREATE INDEX leave_ledger_created_at_idx ON public.leave_ledger USING btree (tenant_id, created_at, id);
CREATE INDEX leave_ledger_on_idx ON public.leave_ledger USING btree (tenant_id, "on", id);
CREATE INDEX leave_ledger_kind_id_idx ON public.leave_ledger USING btree (tenant_id, kind_id, id);
CREATE INDEX leave_ledger_request_id_idx ON public.leave_ledger USING btree (tenant_id, request_id, id);
CREATE INDEX leave_ledger_person_id_kind_id_idx ON public.leave_ledger USING btree (tenant_id, person_id, kind_id, id);

CREATE TABLE public.holidays (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  "on" date NOT NULL,
  name text NOT NULL,
  part text NOT NULL,
  country text,
  region text,
  is_substitute boolean DEFAULT false NOT NULL,
  source text NOT NULL,
  origin text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT holidays_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT holidays_part_check CHECK (part IN ('whole', 'morning', 'afternoon')),
  CONSTRAINT holidays_source_check CHECK (source IN ('own', 'imported')),
  CONSTRAINT holidays_origin_key UNIQUE (tenant_id, origin)
);
ALTER TABLE public.holidays ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.holidays FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.holidays TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.holidays TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.holidays TO guildhall_app;
CREATE INDEX holidays_created_at_idx ON public.holidays USING btree (tenant_id, created_at, id);
CREATE INDEX holidays_on_idx ON public.holidays USING btree (tenant_id, "on", id);
CREATE INDEX holidays_search_idx ON public.holidays USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_holidays(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.holidays
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.leave_feeds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  covers text NOT NULL,
  token_hash text NOT NULL,
  status text NOT NULL,
  last_used_on date,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT leave_feeds_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leave_feeds_covers_check CHECK (covers IN ('own', 'team')),
  CONSTRAINT leave_feeds_status_check CHECK (status IN ('active', 'revoked')),
  CONSTRAINT leave_feeds_token_hash_key UNIQUE (tenant_id, token_hash)
);
ALTER TABLE public.leave_feeds ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leave_feeds FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.leave_feeds TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.leave_feeds TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.leave_feeds TO guildhall_app;
CREATE INDEX leave_feeds_created_at_idx ON public.leave_feeds USING btree (tenant_id, created_at, id);
CREATE INDEX leave_feeds_owner_id_created_at_idx ON public.leave_feeds USING btree (tenant_id, owner_id, created_at, id);

ALTER TABLE public.leave_requests ADD CONSTRAINT leave_requests_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.leave_requests ADD CONSTRAINT leave_requests_kind_id_fkey FOREIGN KEY (tenant_id, kind_id) REFERENCES "public"."leave_kinds"(tenant_id, id);
ALTER TABLE public.leave_requests ADD CONSTRAINT leave_requests_approver_id_fkey FOREIGN KEY (tenant_id, approver_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (approver_id);
ALTER TABLE public.leave_requests ADD CONSTRAINT leave_requests_decided_by_id_fkey FOREIGN KEY (tenant_id, decided_by_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (decided_by_id);

ALTER TABLE public.leave_requests__papers ADD CONSTRAINT leave_requests__papers_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."leave_requests"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.leave_policies ADD CONSTRAINT leave_policies_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.leave_policies ADD CONSTRAINT leave_policies_kind_id_fkey FOREIGN KEY (tenant_id, kind_id) REFERENCES "public"."leave_kinds"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.leave_accounts ADD CONSTRAINT leave_accounts_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.leave_ledger ADD CONSTRAINT leave_ledger_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.leave_ledger ADD CONSTRAINT leave_ledger_kind_id_fkey FOREIGN KEY (tenant_id, kind_id) REFERENCES "public"."leave_kinds"(tenant_id, id);
ALTER TABLE public.leave_ledger ADD CONSTRAINT leave_ledger_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES "public"."leave_requests"(tenant_id, id);

ALTER TABLE public.leave_feeds ADD CONSTRAINT leave_feeds_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;
