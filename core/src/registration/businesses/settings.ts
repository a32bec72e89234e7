import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import type { Registry } from '../../records/model.ts'
import { type Quotas, requireQuotas } from '../../tenancy/quotas/quotas.ts'

/** Whether anybody may register a business with this installation, and what it begins with. */
export interface BusinessSettings {
  readonly isOpen: boolean
  /** Those that are offered, by name. */
  readonly presets: readonly string[]
  /** The limits it begins with. */
  readonly quotas: Quotas
  /** How many one address may ask for in an hour. */
  readonly perHour: number
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly termsVersion: string | null
}

export const noBusinesses: BusinessSettings = {
  isOpen: false,
  presets: [],
  quotas: { people: 10, records: 5_000 },
  perHour: 3,
  termsUrl: null,
  privacyUrl: null,
  termsVersion: null,
}

const find = prepare(
  `select value from guildhall.installation where name = 'registration'`,
  ([value]) => JSON.parse(String(value)) as Partial<BusinessSettings>,
)
const save = prepare(
  `insert into guildhall.installation (name, value) values ('registration', $1::jsonb) on conflict (name) do update set value = excluded.value`,
)

export async function businessSettings(database: Database): Promise<BusinessSettings> {
  const [{ rows }] = await database.run([bind(find)])
  return { ...noBusinesses, ...rows[0] }
}

/** @throws 422 for a quota there is not */
export async function saveBusinessSettings(
  database: Database,
  registry: Registry,
  changes: Partial<BusinessSettings>,
  today: string,
): Promise<BusinessSettings> {
  const after = { ...(await businessSettings(database)), ...changes }
  requireQuotas(registry, after.quotas)
  const hasTerms = after.termsUrl || after.privacyUrl
  const kept = { ...after, termsVersion: after.termsVersion?.trim() || (hasTerms ? today : null) }
  await database.run([bind(save, JSON.stringify(kept))])
  return kept
}
