CREATE TABLE public.projects (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  client_id uuid,
  company_id uuid,
  objectives text,
  starts_on date,
  ends_on date,
  deadline date,
  budget_time bigint,
  budget_amount bigint,
  budget_currency text,
  manager_id uuid,
  template_id uuid,
  internal_notes text,
  status text NOT NULL,
  closed_at timestamp with time zone,
  closed_at_zone text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(number, '') || ' ' || coalesce(name, '') || ' ' || coalesce(objectives, ''))) STORED,
  CONSTRAINT projects_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT projects_kind_check CHECK (kind IN ('internal', 'client')),
  CONSTRAINT projects_status_check CHECK (status IN ('active', 'closed')),
  CONSTRAINT projects_number_key UNIQUE (tenant_id, number),
  CONSTRAINT projects_budget_whole_check CHECK ((budget_amount IS NULL) = (budget_currency IS NULL))
);
ALTER TABLE public.projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.projects FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.projects TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.projects TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.projects TO guildhall_app;
CREATE INDEX projects_created_at_idx ON public.projects USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX projects_name_idx ON public.projects USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX projects_kind_idx ON public.projects USING btree (tenant_id, kind, id) INCLUDE (archived_at);
CREATE INDEX projects_client_id_idx ON public.projects USING btree (tenant_id, client_id, id) INCLUDE (archived_at);
CREATE INDEX projects_company_id_idx ON public.projects USING btree (tenant_id, company_id, id) INCLUDE (archived_at);
CREATE INDEX projects_starts_on_idx ON public.projects USING btree (tenant_id, starts_on, id) INCLUDE (archived_at);
CREATE INDEX projects_ends_on_idx ON public.projects USING btree (tenant_id, ends_on, id) INCLUDE (archived_at);
CREATE INDEX projects_deadline_idx ON public.projects USING btree (tenant_id, deadline, id) INCLUDE (archived_at);
CREATE INDEX projects_manager_id_idx ON public.projects USING btree (tenant_id, manager_id, id) INCLUDE (archived_at);
CREATE INDEX projects_template_id_idx ON public.projects USING btree (tenant_id, template_id, id) INCLUDE (archived_at);
CREATE INDEX projects_status_idx ON public.projects USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX projects_search_idx ON public.projects USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_projects(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.projects
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.projects__watchers (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT projects__watchers_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.projects__watchers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.projects__watchers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.projects__watchers TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.projects__watchers TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.projects__watchers TO guildhall_app;
CREATE INDEX projects__watchers_target_id_idx ON public.projects__watchers USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.project_members (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT project_members_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT project_members_role_check CHECK (role IN ('lead', 'member', 'observer')),
  CONSTRAINT project_members_project_person_key UNIQUE (tenant_id, project_id, person_id)
);
ALTER TABLE public.project_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.project_members FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.project_members TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.project_members TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.project_members TO guildhall_app;
CREATE INDEX project_members_created_at_idx ON public.project_members USING btree (tenant_id, created_at, id);
CREATE INDEX project_members_project_id_idx ON public.project_members USING btree (tenant_id, project_id, id);
CREATE INDEX project_members_person_id_idx ON public.project_members USING btree (tenant_id, person_id, id);
CREATE INDEX project_members_role_idx ON public.project_members USING btree (tenant_id, role, id);

CREATE TABLE public.tasks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  project_id uuid NOT NULL,
  parent_id uuid,
  title text NOT NULL,
  description text,
  status text NOT NULL,
  priority text NOT NULL,
  due_at timestamp with time zone,
  due_at_zone text,
  starts_on date,
  estimate bigint,
  given_by_id uuid,
  recurrence jsonb,
  price_amount bigint,
  price_currency text,
  notes text,
  completed_at timestamp with time zone,
  completed_at_zone text,
  completed_by_id uuid,
  next_id uuid,
  urgency bigint,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(number, '') || ' ' || coalesce(title, '') || ' ' || coalesce(description, ''))) STORED,
  CONSTRAINT tasks_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT tasks_status_check CHECK (status IN ('pending', 'in-progress', 'completed', 'cancelled')),
  CONSTRAINT tasks_priority_check CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT tasks_number_key UNIQUE (tenant_id, number),
  CONSTRAINT tasks_price_whole_check CHECK ((price_amount IS NULL) = (price_currency IS NULL))
);
ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tasks TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tasks TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks TO guildhall_app;
CREATE INDEX tasks_created_at_idx ON public.tasks USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX tasks_parent_id_idx ON public.tasks USING btree (tenant_id, parent_id, id) INCLUDE (archived_at);
CREATE INDEX tasks_status_idx ON public.tasks USING btree (tenant_id, status, id) INCLUDE (archived_at);
CREATE INDEX tasks_priority_idx ON public.tasks USING btree (tenant_id, priority, id) INCLUDE (archived_at);
CREATE INDEX tasks_due_at_idx ON public.tasks USING btree (tenant_id, due_at, id) INCLUDE (archived_at);
CREATE INDEX tasks_given_by_id_idx ON public.tasks USING btree (tenant_id, given_by_id, id) INCLUDE (archived_at);
CREATE INDEX tasks_completed_at_idx ON public.tasks USING btree (tenant_id, completed_at, id) INCLUDE (archived_at);
CREATE INDEX tasks_completed_by_id_idx ON public.tasks USING btree (tenant_id, completed_by_id, id) INCLUDE (archived_at);
CREATE INDEX tasks_next_id_idx ON public.tasks USING btree (tenant_id, next_id, id) INCLUDE (archived_at);
CREATE INDEX tasks_urgency_idx ON public.tasks USING btree (tenant_id, urgency, id) INCLUDE (archived_at);
CREATE INDEX tasks_project_id_urgency_idx ON public.tasks USING btree (tenant_id, project_id, urgency, id) INCLUDE (archived_at);
CREATE INDEX tasks_project_id_status_idx ON public.tasks USING btree (tenant_id, project_id, status, id) INCLUDE (archived_at);
CREATE INDEX tasks_search_idx ON public.tasks USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_tasks(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.tasks
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.tasks__assignees (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT tasks__assignees_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.tasks__assignees ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks__assignees FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tasks__assignees TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tasks__assignees TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks__assignees TO guildhall_app;
CREATE INDEX tasks__assignees_target_id_idx ON public.tasks__assignees USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.tasks__depends_on (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT tasks__depends_on_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.tasks__depends_on ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks__depends_on FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tasks__depends_on TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tasks__depends_on TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks__depends_on TO guildhall_app;
CREATE INDEX tasks__depends_on_target_id_idx ON public.tasks__depends_on USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.tasks__watchers (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  target_id uuid NOT NULL,
  "position" integer DEFAULT 0 NOT NULL,
  CONSTRAINT tasks__watchers_pkey PRIMARY KEY (tenant_id, owner_id, target_id)
);
ALTER TABLE public.tasks__watchers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tasks__watchers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.tasks__watchers TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.tasks__watchers TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.tasks__watchers TO guildhall_app;
CREATE INDEX tasks__watchers_target_id_idx ON public.tasks__watchers USING btree (tenant_id, target_id, owner_id);

CREATE TABLE public.checklist_items (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  title text NOT NULL,
  done boolean DEFAULT false NOT NULL,
  "position" bigint NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT checklist_items_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE public.checklist_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.checklist_items FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.checklist_items TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.checklist_items TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.checklist_items TO guildhall_app;
CREATE INDEX checklist_items_created_at_idx ON public.checklist_items USING btree (tenant_id, created_at, id);
CREATE INDEX checklist_items_position_idx ON public.checklist_items USING btree (tenant_id, "position", id);
CREATE INDEX checklist_items_task_id_position_idx ON public.checklist_items USING btree (tenant_id, task_id, "position", id);

CREATE TABLE public.project_templates (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  objectives text,
  budget_time bigint,
  budget_amount bigint,
  budget_currency text,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(name, ''))) STORED,
  CONSTRAINT project_templates_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT project_templates_budget_whole_check CHECK ((budget_amount IS NULL) = (budget_currency IS NULL))
);
ALTER TABLE public.project_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.project_templates FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.project_templates TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.project_templates TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.project_templates TO guildhall_app;
CREATE INDEX project_templates_created_at_idx ON public.project_templates USING btree (tenant_id, created_at, id) INCLUDE (archived_at);
CREATE INDEX project_templates_name_idx ON public.project_templates USING btree (tenant_id, name, id) INCLUDE (archived_at);
CREATE INDEX project_templates_search_idx ON public.project_templates USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_project_templates(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.project_templates
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.template_tasks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  template_id uuid NOT NULL,
  title text NOT NULL,
  description text,
  priority text NOT NULL,
  starts_after_days bigint,
  due_after_days bigint,
  estimate bigint,
  checklist jsonb NOT NULL,
  "position" bigint NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  search_text text GENERATED ALWAYS AS (guildhall.fold(coalesce(title, ''))) STORED,
  CONSTRAINT template_tasks_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT template_tasks_priority_check CHECK (priority IN ('low', 'normal', 'high', 'urgent'))
);
ALTER TABLE public.template_tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.template_tasks FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.template_tasks TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.template_tasks TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.template_tasks TO guildhall_app;
CREATE INDEX template_tasks_created_at_idx ON public.template_tasks USING btree (tenant_id, created_at, id);
CREATE INDEX template_tasks_template_id_idx ON public.template_tasks USING btree (tenant_id, template_id, id);
CREATE INDEX template_tasks_position_idx ON public.template_tasks USING btree (tenant_id, "position", id);
CREATE INDEX template_tasks_search_idx ON public.template_tasks USING gin (tenant_id, search_text public.gin_trgm_ops);
CREATE OR REPLACE FUNCTION public.search_template_tasks(first text, second text, third text, rest text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.template_tasks
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first
    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)
$$;

CREATE TABLE public.task_alerts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  due_at_zone text NOT NULL,
  custom jsonb,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  archived_at timestamp with time zone,
  archived_with uuid,
  CONSTRAINT task_alerts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT task_alerts_task_due_at_key UNIQUE (tenant_id, task_id, due_at)
);
ALTER TABLE public.task_alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.task_alerts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.task_alerts TO guildhall_app USING (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY owner ON public.task_alerts TO guildhall_owner USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON public.task_alerts TO guildhall_app;
CREATE INDEX task_alerts_created_at_idx ON public.task_alerts USING btree (tenant_id, created_at, id);
CREATE INDEX task_alerts_task_id_idx ON public.task_alerts USING btree (tenant_id, task_id, id);

ALTER TABLE public.projects ADD CONSTRAINT projects_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES "public"."clients"(tenant_id, id);
ALTER TABLE public.projects ADD CONSTRAINT projects_company_id_fkey FOREIGN KEY (tenant_id, company_id) REFERENCES "public"."companies"(tenant_id, id);
ALTER TABLE public.projects ADD CONSTRAINT projects_manager_id_fkey FOREIGN KEY (tenant_id, manager_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (manager_id);
ALTER TABLE public.projects ADD CONSTRAINT projects_template_id_fkey FOREIGN KEY (tenant_id, template_id) REFERENCES "public"."project_templates"(tenant_id, id) ON DELETE SET NULL (template_id);

ALTER TABLE public.projects__watchers ADD CONSTRAINT projects__watchers_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."projects"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.projects__watchers ADD CONSTRAINT projects__watchers_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.project_members ADD CONSTRAINT project_members_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES "public"."projects"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.project_members ADD CONSTRAINT project_members_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.tasks ADD CONSTRAINT tasks_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES "public"."projects"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.tasks ADD CONSTRAINT tasks_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.tasks ADD CONSTRAINT tasks_given_by_id_fkey FOREIGN KEY (tenant_id, given_by_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (given_by_id);
ALTER TABLE public.tasks ADD CONSTRAINT tasks_completed_by_id_fkey FOREIGN KEY (tenant_id, completed_by_id) REFERENCES "guildhall"."people"(tenant_id, id) ON DELETE SET NULL (completed_by_id);
ALTER TABLE public.tasks ADD CONSTRAINT tasks_next_id_fkey FOREIGN KEY (tenant_id, next_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE SET NULL (next_id);

ALTER TABLE public.tasks__assignees ADD CONSTRAINT tasks__assignees_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.tasks__assignees ADD CONSTRAINT tasks__assignees_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.tasks__depends_on ADD CONSTRAINT tasks__depends_on_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.tasks__depends_on ADD CONSTRAINT tasks__depends_on_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "public"."tasks"(tenant_id, id);

ALTER TABLE public.tasks__watchers ADD CONSTRAINT tasks__watchers_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE public.tasks__watchers ADD CONSTRAINT tasks__watchers_target_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES "guildhall"."people"(tenant_id, id);

ALTER TABLE public.checklist_items ADD CONSTRAINT checklist_items_task_id_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.template_tasks ADD CONSTRAINT template_tasks_template_id_fkey FOREIGN KEY (tenant_id, template_id) REFERENCES "public"."project_templates"(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE public.task_alerts ADD CONSTRAINT task_alerts_task_id_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES "public"."tasks"(tenant_id, id) ON DELETE CASCADE;
