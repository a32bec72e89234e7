import type { Database, ResultsOf } from './pool.ts'
import { type BoundStatement, bind, prepare, type StatementResult } from './statement.ts'
import type { Entry } from './unit.ts'
import { sqlState } from './violation.ts'

const enter = prepare(
  `select set_config('app.tenant', $1::text, true), (select epoch from guildhall.tenants where id = $1::text::uuid),
     (select epoch from guildhall.users where id = $2::uuid)`,
  ([, tenant, user]) => ({ tenant: tenant == null ? null : Number(tenant), user: user == null ? null : Number(user) }),
)

/**
 * Reads inside a tenant in one round trip. The epochs of tenant and user come with it:
 * if rights have changed since the entry was made, what was read is thrown away.
 *
 * @throws an error with SQLSTATE GH001 when the entry is out of date
 */
export async function readInTenant<const S extends readonly BoundStatement<unknown>[]>(
  database: Database,
  entry: Entry,
  statements: S,
): Promise<ResultsOf<S>> {
  const [entered, ...results] = await database.run([bind(enter, entry.tenantId, entry.userId), ...statements])
  refuseStale(entered, entry)
  return results as unknown as ResultsOf<S>
}

/** The same for one record, which may share its round trip with the reads of other requests. */
export async function readOneInTenant<Row>(
  database: Database,
  entry: Entry,
  read: BoundStatement<Row>,
): Promise<Row | undefined> {
  const { entered, results } = await database.shareRead({
    key: `${entry.tenantId} ${entry.userId}`,
    enter: bind(enter, entry.tenantId, entry.userId),
    statements: [read],
  })
  refuseStale(entered, entry)
  return results[0]?.rows[0] as Row | undefined
}

function refuseStale(entered: StatementResult<unknown> | undefined, entry: Entry): void {
  const epochs = entered?.rows[0] as { tenant: number | null; user: number | null } | undefined
  const isStale = epochs?.tenant !== entry.tenantEpoch || (entry.userId !== null && epochs.user !== entry.userEpoch)
  if (isStale) throw staleEntry()
}

export function staleEntry(): Error {
  return Object.assign(new Error('stale scope'), { code: sqlState.staleScope })
}
