CREATE TABLE public.companies__logo (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT companies__logo_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.companies__logo ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.companies__logo FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.companies__logo TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.companies__logo TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.companies__logo TO guildhall_app;
CREATE INDEX companies__logo_target_id_idx ON public.companies__logo USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.assets__photos (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT assets__photos_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.assets__photos ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.assets__photos FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.assets__photos TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.assets__photos TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.assets__photos TO guildhall_app;
CREATE INDEX assets__photos_target_id_idx ON public.assets__photos USING btree (tenant_id, target_id, owner_id);

ALTER TABLE public.companies__logo ADD CONSTRAINT companies__logo_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."companies"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.assets__photos ADD CONSTRAINT assets__photos_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."assets"(tenant_id, id) ON DELETE CASCADE;
