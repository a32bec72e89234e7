-- Row-level security shows one tenant at a time. Signing in has to ask "where may this user go?" before a tenant is chosen:
-- these functions are the only way across, and each answers about one user alone.

-- The tenants a user is a person of, in the order in which he came. `is_open`: nothing keeps him out today, in the tenant's zone.
CREATE FUNCTION guildhall.memberships_of(who uuid, at timestamptz)
RETURNS TABLE (tenant_id uuid, slug text, name text, person_id uuid, status text, starts_on date, ends_on date, phase text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.slug, t.name, p.id, p.status, p.starts_on, p.ends_on, phase,
    t.status = 'active' AND p.status <> 'deactivated' AND phase = 'during'
  FROM guildhall.memberships m
  JOIN guildhall.tenants t ON t.id = m.tenant_id
  JOIN guildhall.people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
  CROSS JOIN LATERAL (SELECT CASE
    WHEN p.ends_on < (at AT TIME ZONE t.zone)::date THEN 'after'
    WHEN p.starts_on > (at AT TIME ZONE t.zone)::date THEN 'before'
    ELSE 'during' END) AS reckoned(phase)
  WHERE m.user_id = who
  ORDER BY p.id
$$;

-- The roles a user holds in the tenants above one: what makes a parent's administrator.
CREATE FUNCTION guildhall.roles_above(who uuid, below uuid, at timestamptz)
RETURNS TABLE (tenant_id uuid, archetype text, differences jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM guildhall.tenants WHERE id = below
    UNION
    SELECT t.id, t.parent_id FROM guildhall.tenants t JOIN up ON t.id = up.parent_id
  )
  SELECT t.id, r.archetype, r.differences
  FROM up
  JOIN guildhall.tenants t ON t.id = up.id AND t.id <> below AND t.status = 'active'
  JOIN guildhall.memberships m ON m.tenant_id = t.id AND m.user_id = who
  JOIN guildhall.people p ON p.tenant_id = m.tenant_id AND p.id = m.person_id AND p.status = 'active'
    AND (at AT TIME ZONE t.zone)::date BETWEEN coalesce(p.starts_on, '-infinity') AND coalesce(p.ends_on, 'infinity')
  JOIN guildhall.people__roles l ON l.tenant_id = p.tenant_id AND l.owner_id = p.id
  JOIN guildhall.roles r ON r.tenant_id = l.tenant_id AND r.id = l.target_id
$$;

-- The tenant of his own that a user lands in: where he was last, else the first that is open.
CREATE FUNCTION guildhall.landing_of(who uuid, at timestamptz) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT m.tenant_id FROM guildhall.memberships_of(who, at) m
  LEFT JOIN guildhall.users u ON u.id = who AND u.last_tenant_id = m.tenant_id
  WHERE m.status <> 'deactivated'
  ORDER BY m.is_open DESC, u.id IS NULL, m.status, m.person_id
  LIMIT 1
$$;

-- The tenant a user enters: the one named, else where he lands. A superadmin is at home everywhere.
CREATE FUNCTION guildhall.entrance(who uuid, wanted text, at timestamptz) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN wanted IS NOT NULL THEN (SELECT id FROM guildhall.tenants WHERE slug = wanted)
  ELSE coalesce(
    (SELECT t.id FROM guildhall.users u JOIN guildhall.tenants t ON t.id = u.last_tenant_id WHERE u.id = who AND u.superadmin),
    guildhall.landing_of(who, at),
    (SELECT t.id FROM guildhall.tenants t WHERE EXISTS (SELECT 1 FROM guildhall.users u WHERE u.id = who AND u.superadmin)
     ORDER BY t.created_at, t.id LIMIT 1)
  ) END
$$;

-- A tenant and all below it.
CREATE FUNCTION guildhall.branch(top uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE down(id) AS (
    SELECT top
    UNION
    SELECT t.id FROM guildhall.tenants t JOIN down ON t.parent_id = down.id
  )
  SELECT id FROM down
$$;

REVOKE ALL ON FUNCTION guildhall.memberships_of(uuid, timestamptz), guildhall.roles_above(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guildhall.memberships_of(uuid, timestamptz), guildhall.roles_above(uuid, uuid, timestamptz) TO guildhall_app;
