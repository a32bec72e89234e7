import type { Clock } from '@guildhall/sdk'
import type pg from 'pg'
import { bind, prepare } from '../../database/statement.ts'
import type { Vocabulary } from '../../i18n/vocabulary.ts'
import type { Mailer } from '../../mail/mailer.ts'
import type { Context } from '../../records/context.ts'
import type { Engine } from '../../records/engine.ts'
import { historyOfAct } from '../../records/record-act.ts'
import { administratorsOf } from '../deletion/letters.ts'
import { inside } from '../load.ts'
import { type Quotas, quotaKey, requireQuotas } from './quotas.ts'
import { type Usage, usageOf } from './usage.ts'

export interface QuotaKeeper {
  usage(tenantId: string): Promise<Usage[]>
  /** All quotas at once; those not named are gone. @throws 422 */
  set(quotas: Quotas, by: Context): Promise<Usage[]>
  /** Tells the administrators of tenants that are near a limit or at it, once. */
  warn(): Promise<void>
}

export interface QuotaOptions {
  readonly engine: Engine
  /** Of the owner. */
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly mailer: Mailer
  readonly vocabulary: Vocabulary
}

interface QuotaRow {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly language: string
  readonly quotas: Quotas
}

const update = prepare(
  `update guildhall.tenants set quotas = $2::jsonb, epoch = epoch + 1, version = version + 1 where id = $1::uuid`,
)
const columns = 'id, name, zone, language, quotas'

export function keepQuotas({ engine, pool, clock, mailer, vocabulary }: QuotaOptions): QuotaKeeper {
  const { database, registry } = engine
  const used = (row: QuotaRow) => usageOf(pool, registry, { ...row, today: clock.today(row.zone) })

  async function usage(tenantId: string): Promise<Usage[]> {
    const { rows } = await pool.query<QuotaRow>(`select ${columns} from guildhall.tenants where id = $1`, [tenantId])
    return rows[0] ? used(rows[0]) : []
  }

  /** Kept before it is sent, so that of several workers one sends it. */
  async function warnOf(tenant: QuotaRow, { quota, most, used }: Usage): Promise<void> {
    const share = used === null || most === 0 ? 0 : used >= most ? 100 : used >= most * 0.8 ? 80 : 0
    await pool.query('delete from guildhall.quota_warnings where tenant_id = $1 and quota = $2 and share > $3', [
      tenant.id,
      quota,
      share,
    ])
    if (share === 0) return
    const { rowCount } = await pool.query(
      'insert into guildhall.quota_warnings (tenant_id, quota, share, at) values ($1, $2, $3, $4) on conflict do nothing',
      [tenant.id, quota, share, clock.now()],
    )
    if (rowCount === 0) return
    for (const { email, name, ...reader } of await administratorsOf(pool, tenant.id))
      await mailer.send({
        to: { address: email, name },
        template: share === 100 ? 'quotaReached' : 'quotaNear',
        ...reader,
        tenant: { id: tenant.id, language: tenant.language },
        params: { name, tenant: tenant.name, used, most, quota: inWords(quota, reader.language, tenant) },
      })
  }

  function inWords(quota: string, language: string, tenant: QuotaRow): string {
    const t = vocabulary.translator(language, { tenant })
    const resource = /^records\.(.+)$/.exec(quota)?.[1]
    return resource ? t.noun(resource, { count: 2 }) : t(quotaKey(quota))
  }

  return {
    usage,
    async set(quotas, by) {
      requireQuotas(registry, quotas)
      const { id } = by.tenant
      const act = { kind: 'tenants', action: 'quotas', before: by.quotas ?? {}, after: quotas }
      await database.run([bind(update, id, JSON.stringify(quotas)), inside(id), historyOfAct(by, act)])
      return usage(id)
    },
    async warn() {
      const { rows } = await pool.query<QuotaRow>(
        `select ${columns} from guildhall.tenants where quotas <> '{}' and status = 'active'`,
      )
      for (const tenant of rows) for (const one of await used(tenant)) await warnOf(tenant, one)
    },
  }
}
