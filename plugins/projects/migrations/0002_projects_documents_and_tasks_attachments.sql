CREATE TABLE public.projects__documents (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT projects__documents_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.projects__documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.projects__documents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.projects__documents TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.projects__documents TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.projects__documents TO guildhall_app;
CREATE INDEX projects__documents_target_id_idx ON public.projects__documents USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.tasks__attachments (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT tasks__attachments_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.tasks__attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks__attachments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tasks__attachments TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tasks__attachments TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks__attachments TO guildhall_app;
CREATE INDEX tasks__attachments_target_id_idx ON public.tasks__attachments USING btree (tenant_id, target_id, owner_id);

ALTER TABLE public.projects__documents ADD CONSTRAINT projects__documents_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."projects"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.tasks__attachments ADD CONSTRAINT tasks__attachments_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
