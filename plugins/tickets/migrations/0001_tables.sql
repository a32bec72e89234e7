CREATE TABLE public.tickets (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  about_resource text,
  about_id uuid,
  about_parent_resource text,
  about_parent_id uuid,
  about_party_resource text,
  about_party_id uuid,
  priority text NOT NULL,
  client_id uuid,
  company_id uuid,
  requester_id uuid,
  assignee_id uuid,
  status text NOT NULL,
  answer_due_at timestamp with time zone,
  answer_due_at_zone text,
  resolve_due_at timestamp with time zone,
  resolve_due_at_zone text,
  minutes_left bigint,
  answered_at timestamp with time zone,
  answered_at_zone text,
  resolved_at timestamp with time zone,
  resolved_at_zone text,
  merged_into_id uuid,
  rating bigint,
  comment text,
  last_message_at timestamp with time zone NOT NULL,
  last_message_at_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(number, '') || ' ' || coalesce(title, ''))) STORED,
  CONSTRAINT tickets_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT tickets_kind_check CHECK (kind IN ('question', 'problem', 'complaint', 'suggestion')),
  CONSTRAINT tickets_priority_check CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT tickets_status_check CHECK (status IN ('new', 'open', 'waiting', 'resolved', 'closed')),
  CONSTRAINT tickets_number_key UNIQUE (tenant_id, number)
);
ALTER TABLE public.tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tickets TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tickets TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tickets TO guildhall_app;
CREATE INDEX tickets_created_at_idx ON public.tickets USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_last_message_at_idx ON public.tickets USING btree (tenant_id, last_message_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_kind_idx ON public.tickets USING btree (tenant_id, kind, id) INCLUDE (archived_at);
CREATE INDEX tickets_priority_idx ON public.tickets USING btree (tenant_id, priority, id) INCLUDE (archived_at);
CREATE INDEX tickets_company_id_idx ON public.tickets USING btree (tenant_id, company_id, id) INCLUDE (archived_at);
CREATE INDEX tickets_requester_id_idx ON public.tickets USING btree (tenant_id, requester_id, id) INCLUDE (archived_at);
CREATE INDEX tickets_status_idx ON public.tickets USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX tickets_answer_due_at_idx ON public.tickets USING btree (tenant_id, answer_due_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_resolve_due_at_idx ON public.tickets USING btree (tenant_id, resolve_due_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_merged_into_id_idx ON public.tickets USING btree (tenant_id, merged_into_id, id) INCLUDE (archived_at);
CREATE INDEX tickets_status_resolve_due_at_idx ON public.tickets USING btree (tenant_id, status, resolve_due_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_assignee_id_status_idx ON public.tickets USING btree (tenant_id, assignee_id, status, id) INCLUDE (archived_at);
CREATE INDEX tickets_client_id_last_message_at_idx ON public.tickets USING btree (tenant_id, client_id, last_message_at, id) INCLUDE (archived_at);
CREATE INDEX tickets_about_idx ON public.tickets USING btree (tenant_id, about_resource, about_id, id);
CREATE INDEX tickets_search_idx ON public.tickets USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_tickets(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.tickets
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.ticket_messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  visibility text NOT NULL,
  text text NOT NULL,
  client_id uuid,
  author_id uuid,
  author_name text,
  side text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(text, ''))) STORED,
  CONSTRAINT ticket_messages_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_messages_visibility_check CHECK (visibility IN ('public', 'internal')),
  CONSTRAINT ticket_messages_side_check CHECK (side IN ('client', 'business'))
);
ALTER TABLE public.ticket_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ticket_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.ticket_messages TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.ticket_messages TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.ticket_messages TO guildhall_app;
CREATE INDEX ticket_messages_created_at_idx ON public.ticket_messages USING btree (tenant_id, created_at, id);
CREATE INDEX ticket_messages_visibility_idx ON public.ticket_messages USING btree (tenant_id, visibility, id);
CREATE INDEX ticket_messages_client_id_idx ON public.ticket_messages USING btree (tenant_id, client_id, id);
CREATE INDEX ticket_messages_author_id_idx ON public.ticket_messages USING btree (tenant_id, author_id, id);
CREATE INDEX ticket_messages_ticket_id_created_at_idx ON public.ticket_messages USING btree (tenant_id, ticket_id, created_at, id);
CREATE INDEX ticket_messages_search_idx ON public.ticket_messages USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_ticket_messages(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.ticket_messages
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.ticket_messages__attachments (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT ticket_messages__attachments_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.ticket_messages__attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ticket_messages__attachments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.ticket_messages__attachments TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.ticket_messages__attachments TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.ticket_messages__attachments TO guildhall_app;
CREATE INDEX ticket_messages__attachments_target_id_idx ON public.ticket_messages__attachments USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.ticket_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  text text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(text, ''))) STORED,
  CONSTRAINT ticket_answers_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_answers_name_key UNIQUE (tenant_id, name)
);
ALTER TABLE public.ticket_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ticket_answers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.ticket_answers TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.ticket_answers TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.ticket_answers TO guildhall_app;
CREATE INDEX ticket_answers_created_at_idx ON public.ticket_answers USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX ticket_answers_name_idx ON public.ticket_answers USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX ticket_answers_search_idx ON public.ticket_answers USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_ticket_answers(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.ticket_answers
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.ticket_alerts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  due text NOT NULL,
  at timestamp with time zone NOT NULL,
  at_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT ticket_alerts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_alerts_due_check CHECK (due IN ('answer', 'resolve')),
  CONSTRAINT ticket_alerts_ticket_due_at_key UNIQUE (tenant_id, ticket_id, due, at)
);
ALTER TABLE public.ticket_alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ticket_alerts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.ticket_alerts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.ticket_alerts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.ticket_alerts TO guildhall_app;
CREATE INDEX ticket_alerts_created_at_idx ON public.ticket_alerts USING btree (tenant_id, created_at, id);
CREATE INDEX ticket_alerts_ticket_id_idx ON public.ticket_alerts USING btree (tenant_id, ticket_id, id);

ALTER TABLE public.tickets ADD CONSTRAINT tickets_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_company_id_fkey FOREIGN KEY (tenant_id, company_id) REFERENCES "public"."companies"(tenant_id, id);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_requester_id_fkey FOREIGN KEY (tenant_id, requester_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_assignee_id_fkey FOREIGN KEY (tenant_id, assignee_id) REFERENCES "guildhall"."people"(tenant_id, id);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_merged_into_id_fkey FOREIGN KEY (tenant_id, merged_into_id) REFERENCES "public"."tickets"(tenant_id, id) ON DELETE SET NULL (merged_into_id);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_about_fkey FOREIGN KEY (tenant_id, about_resource, about_id) REFERENCES "guildhall"."subjects"(tenant_id, resource, id);

ALTER TABLE public.ticket_messages ADD CONSTRAINT ticket_messages_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES "public"."tickets"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.ticket_messages ADD CONSTRAINT ticket_messages_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id) ON DELETE SET NULL (client_id);
ALTER TABLE public.ticket_messages ADD CONSTRAINT ticket_messages_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (author_id);

ALTER TABLE public.ticket_messages__attachments ADD CONSTRAINT ticket_messages__attachments_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."ticket_messages"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.ticket_alerts ADD CONSTRAINT ticket_alerts_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES "public"."tickets"(tenant_id, id) ON DELETE CASCADE;
