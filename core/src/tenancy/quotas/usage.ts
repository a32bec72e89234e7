import type pg from 'pg'
import type { Registry } from '../../records/model.ts'
import { type Quotas, rowsCounted, sumOf } from './quotas.ts'

/** How much of a quota is used; null for what is only known for a moment. */
export interface Usage {
  readonly quota: string
  readonly most: number
  readonly used: number | null
}

export interface QuotaTenant {
  readonly id: string
  /** The day it is there. */
  readonly today: string
  readonly quotas: Quotas
}

/** As the database counts it now. */
export async function usageOf(
  pool: Pick<pg.Pool, 'query'>,
  registry: Registry,
  { id, today, quotas }: QuotaTenant,
): Promise<Usage[]> {
  const count = async (quota: string) => {
    const rows = rowsCounted(registry, quota)
    if (rows) return (await pool.query(`select count(*)::int as used from (${rows}) c`, [id])).rows[0]?.used as number
    const sum = sumOf(registry, quota)
    if (sum)
      return (await pool.query(`select ceil(${sum.expression} / ${sum.unit}::numeric)::int as used`, [id])).rows[0]
        ?.used as number
    if (quota !== 'exportsPerDay') return null
    const found = await pool.query(
      'select used::int from guildhall.quota_days where tenant_id = $1 and quota = $2 and day = $3',
      [id, quota, today],
    )
    return (found.rows[0]?.used as number | undefined) ?? 0
  }
  const usage: Usage[] = []
  for (const [quota, most] of Object.entries(quotas).sort()) usage.push({ quota, most, used: await count(quota) })
  return usage
}
