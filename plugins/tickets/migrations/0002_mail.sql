CREATE TABLE public.ticket_senders (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  client_id uuid,
  person_id uuid,
  blocked boolean DEFAULT false NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, '') || ' ' || coalesce(address, ''))) STORED,
  CONSTRAINT ticket_senders_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.ticket_senders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ticket_senders FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.ticket_senders TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.ticket_senders TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.ticket_senders TO guildhall_app;
CREATE INDEX ticket_senders_created_at_idx ON public.ticket_senders USING btree (tenant_id, created_at, id);
CREATE INDEX ticket_senders_name_idx ON public.ticket_senders USING btree (tenant_id, name, id);
CREATE INDEX ticket_senders_client_id_idx ON public.ticket_senders USING btree (tenant_id, client_id, id);
CREATE INDEX ticket_senders_person_id_idx ON public.ticket_senders USING btree (tenant_id, person_id, id);
CREATE UNIQUE INDEX ticket_senders_address_key ON public.ticket_senders USING btree (tenant_id, guildhall.email_key(address));
CREATE INDEX ticket_senders_search_idx ON public.ticket_senders USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_ticket_senders(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.ticket_senders
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.incoming_mails (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject text,
  from_address text,
  from_name text,
  text text,
  status text NOT NULL,
  reason text,
  verdict text NOT NULL,
  ticket_id uuid,
  said_id uuid,
  person_id uuid,
  sender_id uuid,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  decided_at_zone text,
  target_id uuid,
  receiver text NOT NULL,
  envelope_sender text,
  host text NOT NULL,
  message_id text,
  key text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(subject, '') || ' ' || coalesce(from_address, ''))) STORED,
  CONSTRAINT incoming_mails_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT incoming_mails_status_check CHECK (status IN ('waiting', 'accepted', 'held', 'refused', 'rejected')),
  CONSTRAINT incoming_mails_reason_check CHECK (reason IN ('unverified', 'stranger', 'notOnTicket', 'notAllowed', 'unreadable', 'automatic', 'bulk', 'list', 'loop', 'ownAddress', 'bounce', 'blocked')),
  CONSTRAINT incoming_mails_verdict_check CHECK (verdict IN ('pass', 'fail', 'unknown')),
  CONSTRAINT incoming_mails_key_key UNIQUE (tenant_id, key)
);
ALTER TABLE public.incoming_mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.incoming_mails FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.incoming_mails TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.incoming_mails TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.incoming_mails TO guildhall_app;
CREATE INDEX incoming_mails_created_at_idx ON public.incoming_mails USING btree (tenant_id, created_at, id);
CREATE INDEX incoming_mails_status_idx ON public.incoming_mails USING btree (tenant_id, status, id);
CREATE INDEX incoming_mails_said_id_idx ON public.incoming_mails USING btree (tenant_id, said_id, id);
CREATE INDEX incoming_mails_person_id_idx ON public.incoming_mails USING btree (tenant_id, person_id, id);
CREATE INDEX incoming_mails_sender_id_idx ON public.incoming_mails USING btree (tenant_id, sender_id, id);
CREATE INDEX incoming_mails_decided_by_id_idx ON public.incoming_mails USING btree (tenant_id, decided_by_id, id);
CREATE INDEX incoming_mails_target_id_idx ON public.incoming_mails USING btree (tenant_id, target_id, id);
CREATE INDEX incoming_mails_message_id_idx ON public.incoming_mails USING btree (tenant_id, message_id, id);
CREATE INDEX incoming_mails_status_created_at_idx ON public.incoming_mails USING btree (tenant_id, status, created_at, id);
CREATE INDEX incoming_mails_ticket_id_created_at_idx ON public.incoming_mails USING btree (tenant_id, ticket_id, created_at, id);
CREATE INDEX incoming_mails_envelope_sender_created_at_idx ON public.incoming_mails USING btree (tenant_id, envelope_sender, created_at, id);
CREATE INDEX incoming_mails_host_created_at_idx ON public.incoming_mails USING btree (tenant_id, host, created_at, id);
CREATE INDEX incoming_mails_search_idx ON public.incoming_mails USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_incoming_mails(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.incoming_mails
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.incoming_mails__original (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT incoming_mails__original_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.incoming_mails__original ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.incoming_mails__original FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.incoming_mails__original TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.incoming_mails__original TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.incoming_mails__original TO guildhall_app;
CREATE INDEX incoming_mails__original_target_id_idx ON public.incoming_mails__original USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.incoming_mail_parts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  mail_id uuid NOT NULL,
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
  CONSTRAINT incoming_mail_parts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT incoming_mail_parts_mail_position_key UNIQUE (tenant_id, mail_id, "position")
);
ALTER TABLE public.incoming_mail_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.incoming_mail_parts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.incoming_mail_parts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.incoming_mail_parts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.incoming_mail_parts TO guildhall_app;
CREATE INDEX incoming_mail_parts_created_at_idx ON public.incoming_mail_parts USING btree (tenant_id, created_at, id);
CREATE INDEX incoming_mail_parts_mail_id_idx ON public.incoming_mail_parts USING btree (tenant_id, mail_id, id);

ALTER TABLE public.ticket_messages ADD COLUMN sender_id uuid;

ALTER TABLE public.tickets ADD COLUMN sender_id uuid;

CREATE INDEX ticket_messages_sender_id_idx ON public.ticket_messages USING btree (tenant_id, sender_id, id);

CREATE INDEX tickets_sender_id_idx ON public.tickets USING btree (tenant_id, sender_id, id) INCLUDE (archived_at);
ALTER TABLE public.tickets ADD CONSTRAINT tickets_sender_id_fkey FOREIGN KEY (tenant_id, sender_id) REFERENCES "public"."ticket_senders"(tenant_id, id) ON DELETE SET NULL (sender_id);

ALTER TABLE public.ticket_messages ADD CONSTRAINT ticket_messages_sender_id_fkey FOREIGN KEY (tenant_id, sender_id) REFERENCES "public"."ticket_senders"(tenant_id, id) ON DELETE SET NULL (sender_id);

ALTER TABLE public.ticket_senders ADD CONSTRAINT ticket_senders_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id) ON DELETE SET NULL (client_id);
ALTER TABLE public.ticket_senders ADD CONSTRAINT ticket_senders_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (person_id);

ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES "public"."tickets"(tenant_id, id) ON DELETE SET NULL (ticket_id);
ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_said_id_fkey FOREIGN KEY (tenant_id, said_id) REFERENCES "public"."ticket_messages"(tenant_id, id) ON DELETE SET NULL (said_id);
ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (person_id);
ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_sender_id_fkey FOREIGN KEY (tenant_id, sender_id) REFERENCES "public"."ticket_senders"(tenant_id, id) ON DELETE SET NULL (sender_id);
ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_decided_by_id_fkey FOREIGN KEY (tenant_id, decided_by_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (decided_by_id);
ALTER TABLE public.incoming_mails ADD CONSTRAINT incoming_mails_target_id_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."tickets"(tenant_id, id) ON DELETE SET NULL (target_id);

ALTER TABLE public.incoming_mails__original ADD CONSTRAINT incoming_mails__original_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."incoming_mails"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.incoming_mail_parts ADD CONSTRAINT incoming_mail_parts_mail_id_fkey FOREIGN KEY (tenant_id, mail_id) REFERENCES "public"."incoming_mails"(tenant_id, id) ON DELETE CASCADE;
