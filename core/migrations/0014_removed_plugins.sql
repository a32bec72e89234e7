-- Where the data of removed plugins waits to be restored or purged. The application has no business in this schema at all: it may not
-- even name what is in it, so neither a policy nor a grant of a table has to keep it out.
CREATE SCHEMA IF NOT EXISTS guildhall_archive AUTHORIZATION guildhall_owner;
REVOKE ALL ON SCHEMA guildhall_archive FROM PUBLIC;

CREATE TABLE guildhall_archive.plugins (
  plugin text PRIMARY KEY,
  version text NOT NULL,
  removed_at timestamptz NOT NULL,
  purge_at timestamptz NOT NULL,
  -- Schema, name, rows and checksum of each table; the functions that belong to them.
  tables jsonb NOT NULL,
  functions jsonb NOT NULL,
  -- The names of its resources, for what is kept of them elsewhere.
  resources jsonb NOT NULL,
  -- As the history of migrations had them.
  migrations jsonb NOT NULL,
  -- Switches and settings of each tenant.
  switches jsonb NOT NULL
);

-- By which a migration says that something must be done first: SELECT guildhall.refuse_migration('why', 'what to do') WHERE EXISTS (…).
CREATE FUNCTION guildhall.refuse_migration(reason text, remedy text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'GH003', MESSAGE = reason, HINT = remedy;
END
$$;
