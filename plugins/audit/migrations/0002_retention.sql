ALTER TABLE public.audit_seals ADD COLUMN dropped_at timestamp with time zone;
ALTER TABLE public.audit_seals ADD COLUMN dropped_at_zone text;
ALTER TABLE public.audit_seals ADD COLUMN dropped text;
