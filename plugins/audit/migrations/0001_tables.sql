CREATE TABLE public.audit_seals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  count bigint NOT NULL,
  links text NOT NULL,
  hash text NOT NULL,
  proof text NOT NULL,
  reach text NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  sealed_at_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT audit_seals_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_seals_number_key UNIQUE (tenant_id, number)
);
ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_seals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.audit_seals TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.audit_seals TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.audit_seals TO guildhall_app;
CREATE INDEX audit_seals_created_at_idx ON public.audit_seals USING btree (tenant_id, created_at, id);
CREATE INDEX audit_seals_number_idx ON public.audit_seals USING btree (tenant_id, number, id);

CREATE TABLE public.audit_verifications (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  status text NOT NULL,
  done bigint NOT NULL,
  total bigint NOT NULL,
  rows bigint NOT NULL,
  flaws jsonb,
  by text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT audit_verifications_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_verifications_status_check CHECK (status IN ('waiting', 'whole', 'flawed'))
);
ALTER TABLE public.audit_verifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_verifications FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.audit_verifications TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.audit_verifications TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.audit_verifications TO guildhall_app;
CREATE INDEX audit_verifications_created_at_idx ON public.audit_verifications USING btree (tenant_id, created_at, id);
