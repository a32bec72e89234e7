CREATE TABLE public.notifications (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  text text,
  importance text NOT NULL,
  resource text,
  record text,
  "values" jsonb NOT NULL,
  key text NOT NULL,
  in_app boolean DEFAULT true NOT NULL,
  read_at timestamp with time zone,
  read_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT notifications_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notifications_importance_check CHECK (importance IN ('normal', 'urgent')),
  CONSTRAINT notifications_person_key_key UNIQUE (tenant_id, person_id, key)
);
ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notifications FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.notifications TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.notifications TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.notifications TO guildhall_app;
CREATE INDEX notifications_created_at_idx ON public.notifications USING btree (tenant_id, created_at, id);
CREATE INDEX notifications_person_id_created_at_idx ON public.notifications USING btree (tenant_id, person_id, created_at, id);

CREATE TABLE public.notification_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  notification_id uuid,
  person_id uuid NOT NULL,
  channel text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  sent_to text,
  status text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  due_at_zone text NOT NULL,
  held boolean DEFAULT false NOT NULL,
  attempts bigint NOT NULL,
  round bigint NOT NULL,
  sent_at timestamp with time zone,
  sent_at_zone text,
  answer text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(title, '') || ' ' || coalesce(sent_to, ''))) STORED,
  CONSTRAINT notification_deliveries_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_deliveries_status_check CHECK (status IN ('waiting', 'sent', 'failed', 'dropped')),
  CONSTRAINT notification_deliveries_notification_channel_key UNIQUE (tenant_id, notification_id, channel)
);
ALTER TABLE public.notification_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notification_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.notification_deliveries TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.notification_deliveries TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.notification_deliveries TO guildhall_app;
CREATE INDEX notification_deliveries_created_at_idx ON public.notification_deliveries USING btree (tenant_id, created_at, id);
CREATE INDEX notification_deliveries_notification_id_idx ON public.notification_deliveries USING btree (tenant_id, notification_id, id);
CREATE INDEX notification_deliveries_channel_idx ON public.notification_deliveries USING btree (tenant_id, channel, id);
CREATE INDEX notification_deliveries_kind_idx ON public.notification_deliveries USING btree (tenant_id, kind, id);
CREATE INDEX notification_deliveries_status_idx ON public.notification_deliveries USING btree (tenant_id, status, id);
CREATE INDEX notification_deliveries_sent_at_idx ON public.notification_deliveries USING btree (tenant_id, sent_at, id);
CREATE INDEX notification_deliveries_person_id_channel_status_idx ON public.notification_deliveries USING btree (tenant_id, person_id, channel, status, id);
CREATE INDEX notification_deliveries_search_idx ON public.notification_deliveries USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_notification_deliveries(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.notification_deliveries
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.notification_preferences (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  choices jsonb NOT NULL,
  quiet_from text,
  quiet_to text,
  digest text NOT NULL,
  digest_at text NOT NULL,
  addresses jsonb NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT notification_preferences_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_preferences_digest_check CHECK (digest IN ('at-once', 'hourly', 'daily', 'weekly')),
  CONSTRAINT notification_preferences_person_key UNIQUE (tenant_id, person_id)
);
ALTER TABLE public.notification_preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notification_preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.notification_preferences TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.notification_preferences TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.notification_preferences TO guildhall_app;
CREATE INDEX notification_preferences_created_at_idx ON public.notification_preferences USING btree (tenant_id, created_at, id);
CREATE INDEX notification_preferences_person_id_idx ON public.notification_preferences USING btree (tenant_id, person_id, id);

CREATE TABLE public.notification_devices (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  label text NOT NULL,
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  used_at timestamp with time zone,
  used_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT notification_devices_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_devices_endpoint_key UNIQUE (tenant_id, endpoint)
);
ALTER TABLE public.notification_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notification_devices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.notification_devices TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.notification_devices TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.notification_devices TO guildhall_app;
CREATE INDEX notification_devices_created_at_idx ON public.notification_devices USING btree (tenant_id, created_at, id);
CREATE INDEX notification_devices_person_id_idx ON public.notification_devices USING btree (tenant_id, person_id, id);

CREATE TABLE public.notification_templates (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  title text NOT NULL,
  text text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT notification_templates_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_templates_kind_channel_language_key UNIQUE (tenant_id, kind, channel, language)
);
ALTER TABLE public.notification_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notification_templates FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.notification_templates TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.notification_templates TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.notification_templates TO guildhall_app;
CREATE INDEX notification_templates_created_at_idx ON public.notification_templates USING btree (tenant_id, created_at, id);

ALTER TABLE public.notifications ADD CONSTRAINT notifications_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.notification_deliveries ADD CONSTRAINT notification_deliveries_notification_id_fkey FOREIGN KEY (tenant_id, notification_id) REFERENCES "public"."notifications"(tenant_id, id) ON DELETE SET NULL (notification_id);
ALTER TABLE public.notification_deliveries ADD CONSTRAINT notification_deliveries_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.notification_preferences ADD CONSTRAINT notification_preferences_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.notification_devices ADD CONSTRAINT notification_devices_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE CASCADE;

COMMENT ON TABLE public.notification_devices IS '@secret by what browsers let themselves be told';
