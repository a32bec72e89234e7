CREATE TABLE public.plots (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  keeper_id uuid,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT plots_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.plots ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.plots FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.plots TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.plots TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.plots TO guildhall_app;
CREATE INDEX plots_created_at_idx ON public.plots USING btree (tenant_id, created_at, id);
CREATE INDEX plots_keeper_id_idx ON public.plots USING btree (tenant_id, keeper_id, id);

CREATE TABLE public.plots__helpers (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT plots__helpers_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.plots__helpers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.plots__helpers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.plots__helpers TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.plots__helpers TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.plots__helpers TO guildhall_app;
CREATE INDEX plots__helpers_target_id_idx ON public.plots__helpers USING btree (tenant_id, target_id, owner_id);

ALTER TABLE public.plots ADD CONSTRAINT plots_keeper_id_fkey FOREIGN KEY (tenant_id, keeper_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.plots__helpers ADD CONSTRAINT plots__helpers_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."plots"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.plots__helpers ADD CONSTRAINT plots__helpers_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."people"(tenant_id, id);
