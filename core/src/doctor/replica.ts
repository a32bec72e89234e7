import { type DatabaseUrls, withClient } from '../database/provision.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const patience = 5_000

/** Whether the replica is one, is the same database's, and follows. */
export async function checkReplica({ ownerUrl, appUrl }: DatabaseUrls, url: string | undefined): Promise<Finding[]> {
  if (!url) return []
  const position = await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ at: string }>('select pg_current_wal_lsn()::text as at')
    return rows[0]?.at
  })
  const tenants = 'select count(*)::int from guildhall.tenants'
  const [own] = await withClient(appUrl, async (client) => (await client.query(tenants)).rows)
  return withClient(url, async (client) => {
    const { rows: is } = await client.query<{ replica: boolean }>('select pg_is_in_recovery() as replica')
    if (!is[0]?.replica)
      return [
        fail('replica', 'DATABASE_REPLICA_URL names a server that is no replica.', 'Name a standby, or unset it.'),
      ]
    for (const end = Date.now() + patience; ; ) {
      const { rows } = await client.query<{ has: boolean }>('select pg_last_wal_replay_lsn() >= $1::pg_lsn as has', [
        position,
      ])
      if (rows[0]?.has) break
      if (Date.now() > end)
        return [
          warn(
            'replica',
            'It is more than five seconds behind, so the primary is read instead.',
            'Look at pg_stat_replication on the primary.',
          ),
        ]
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const { rows: there } = await client.query(tenants)
    return JSON.stringify(there[0]) === JSON.stringify(own)
      ? [ok('replica', 'It has all that the primary has.')]
      : [fail('replica', 'It follows another database.', 'Name a standby of the server of DATABASE_URL.')]
  })
}
