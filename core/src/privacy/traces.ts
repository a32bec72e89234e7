import type pg from 'pg'
import { inTransaction } from '../events/transaction.ts'
import { erasedMark } from './neutral.ts'

/** Where the core's own books may say in passing who somebody is: texts and JSON that nobody declared a field for. */
const books: Readonly<Record<string, { readonly texts?: readonly string[]; readonly json?: readonly string[] }>> = {
  history: { texts: ['reason'], json: ['before', 'after', 'input'] },
  outbox: { json: ['payload'] },
  held_deliveries: { texts: ['error'] },
  job_runs: { texts: ['error'], json: ['data'] },
  import_results: { json: ['results'] },
  saved_views: { texts: ['name'], json: ['content'] },
  actings: { texts: ['reason'] },
  actors: { texts: ['label'] },
}

/**
 * Strikes somebody out of the core's own books of a tenant: what was sealed in the history stays as it is, for its key goes. What waited to be
 * brought in and names him is thrown away.
 */
export async function strikeOut(
  pool: pg.Pool,
  tenantId: string,
  pattern: string,
  ids: readonly string[],
): Promise<void> {
  for (const [table, { texts = [], json = [] }] of Object.entries(books)) {
    const sets = [
      ...texts.map((column) => `${column} = regexp_replace(${column}, $2, $3, 'gi')`),
      ...json.map((column) => `${column} = regexp_replace(${column}::text, $2, $3, 'gi')::jsonb`),
    ]
    const found = [...texts, ...json].map((column) => `${column}::text ~* $2`).join(' or ')
    await pool.query(`update guildhall.${table} set ${sets.join(', ')} where tenant_id = $1 and (${found})`, [
      tenantId,
      pattern,
      erasedMark,
    ])
  }
  await inTransaction(pool, async (client) => {
    // Nothing of these files was written yet: without the rows that name him they are no longer what was checked.
    await client.query(
      `delete from guildhall.imports i where i.tenant_id = $1 and i.parts = 0 and i.state not in ('checking', 'running', 'undoing')
         and exists (select from guildhall.import_parts p where p.tenant_id = $1 and p.import_id = i.id and p.rows::text ~* $2)`,
      [tenantId, pattern],
    )
    await client.query(
      `update guildhall.imports set sheets = regexp_replace(sheets::text, $2, $3, 'gi')::jsonb where tenant_id = $1 and sheets::text ~* $2`,
      [tenantId, pattern, erasedMark],
    )
    await client.query(
      `update guildhall.import_parts set rows = regexp_replace(rows::text, $2, $3, 'gi')::jsonb where tenant_id = $1 and rows::text ~* $2`,
      [tenantId, pattern, erasedMark],
    )
    await client.query(
      `delete from guildhall.idempotency_keys where tenant_id = $1
         and (body::text ~* $2 or exists (select from unnest($3::text[]) as told(id) where strpos(body::text, told.id) > 0))`,
      [tenantId, pattern, ids],
    )
    await client.query(
      `update pgboss.job set output = null where data ->> 'tenant' = $1::text and output is not null and output::text ~* $2`,
      [tenantId, pattern],
    )
  })
}
