CREATE TABLE public.files__earlier (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT files__earlier_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.files__earlier ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.files__earlier FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.files__earlier TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.files__earlier TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.files__earlier TO guildhall_app;
CREATE INDEX files__earlier_target_id_idx ON public.files__earlier USING btree (tenant_id, target_id, owner_id);

ALTER TABLE public.files ADD COLUMN brought_back boolean DEFAULT false NOT NULL;

ALTER TABLE public.files__earlier ADD CONSTRAINT files__earlier_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."files"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.files__earlier ADD CONSTRAINT files__earlier_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."files"(tenant_id, id);
