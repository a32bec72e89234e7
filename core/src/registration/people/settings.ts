import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import { newcomerArchetypes } from '../../identity/providers/provider.ts'
import { readRoles, requireHeld } from '../../people/grants.ts'
import type { Operation } from '../../records/engine.ts'
import { invalid } from '../../records/errors.ts'
import { historyOfAct } from '../../records/record-act.ts'
import { inside } from '../../tenancy/load.ts'
import type { Plans } from '../../tenancy/plans.ts'

/** Whether newcomers may register themselves with a tenant, and as what they come in. */
export interface RegistrationSettings {
  readonly isOpen: boolean
  readonly kind: 'staff' | 'client'
  /** Ids of roles that are still there. */
  readonly roles: readonly string[]
  readonly needsApproval: boolean
  readonly domains: readonly string[]
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly termsVersion: string | null
}

export const closed: RegistrationSettings = {
  isOpen: false,
  kind: 'client',
  roles: [],
  needsApproval: true,
  domains: [],
  termsUrl: null,
  privacyUrl: null,
  termsVersion: null,
}

const find = prepare(
  `select s.is_open, s.kind, coalesce((select jsonb_agg(r.id order by r.id) from guildhall.roles r where r.tenant_id = s.tenant_id and r.id = any(s.roles)), '[]'),
     s.needs_approval, to_jsonb(s.domains), s.terms_url, s.privacy_url, s.terms_version
   from guildhall.registration_settings s where s.tenant_id = $1::uuid`,
  ([isOpen, kind, roles, needsApproval, domains, termsUrl, privacyUrl, termsVersion]): RegistrationSettings => ({
    isOpen: isOpen === 't',
    kind: kind as RegistrationSettings['kind'],
    roles: JSON.parse(String(roles)) as string[],
    needsApproval: needsApproval === 't',
    domains: JSON.parse(String(domains)) as string[],
    termsUrl: termsUrl ?? null,
    privacyUrl: privacyUrl ?? null,
    termsVersion: termsVersion ?? null,
  }),
)
const save = prepare(
  `insert into guildhall.registration_settings (tenant_id, is_open, kind, roles, needs_approval, domains, terms_url, privacy_url, terms_version, changed_at)
   values ($1::uuid, $2::boolean, $3, $4::uuid[], $5::boolean, $6::text[], $7, $8, $9, $10::timestamptz)
   on conflict (tenant_id) do update set is_open = excluded.is_open, kind = excluded.kind, roles = excluded.roles,
     needs_approval = excluded.needs_approval, domains = excluded.domains, terms_url = excluded.terms_url,
     privacy_url = excluded.privacy_url, terms_version = excluded.terms_version, changed_at = excluded.changed_at`,
)

export async function registrationSettings(database: Database, tenantId: string): Promise<RegistrationSettings> {
  const [, { rows }] = await database.run([inside(tenantId), bind(find, tenantId)])
  return rows[0] ?? closed
}

/**
 * Nobody hands out to strangers what he does not hold himself, and nobody the administration of a business.
 * @throws 403, 422
 */
export async function saveRegistrationSettings(
  operation: Operation,
  plans: Plans,
  changes: Partial<RegistrationSettings>,
): Promise<void> {
  const { context, unit } = operation
  const { tenant, clock } = context
  const [{ rows }] = await unit.run(bind(find, tenant.id))
  const before = rows[0] ?? closed
  const after = { ...before, ...changes, domains: domainsOf(changes.domains ?? before.domains) }
  const roles = await readRoles(operation, after.roles)
  if (roles.length < new Set(after.roles).size || (after.isOpen && roles.length === 0))
    throw invalid({}, [
      { path: 'roles', code: roles.length === 0 ? 'validation.required' : 'records.reference_missing' },
    ])
  if (roles.some(({ archetype }) => !newcomerArchetypes.some((each) => each === archetype)))
    throw invalid({}, [{ path: 'roles', code: 'registration.role_too_high' }])
  requireHeld(operation, plans, roles)
  const hasTerms = after.termsUrl || after.privacyUrl
  const kept = { ...after, termsVersion: after.termsVersion?.trim() || (hasTerms ? clock.today(tenant.zone) : null) }
  const { isOpen, kind, needsApproval, domains, termsUrl, privacyUrl, termsVersion } = kept
  unit.queue(
    bind(
      save,
      ...[tenant.id, isOpen, kind, kept.roles, needsApproval, domains],
      ...[termsUrl, privacyUrl, termsVersion, clock.now()],
    ),
  )
  unit.queue(historyOfAct(context, { kind: 'registration', action: 'update', before, after: kept }))
}

const domainsOf = (given: readonly string[]) => [...new Set(given.map((domain) => domain.trim().toLowerCase()))]
