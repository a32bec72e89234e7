import { legibleColor } from '@guildhall/sdk/formats'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Look } from '../mail/letter.ts'
import { linkTo } from '../mail/link.ts'
import { inside } from '../tenancy/load.ts'

const find = prepare(
  `select t.slug, coalesce(b.name, t.name), b.color, case when b.is_public then b.logo_hash end
   from guildhall.branding b join guildhall.tenants t on t.id = b.tenant_id where b.tenant_id = $1::uuid`,
)

/** Mail programs fetch pictures as strangers, so a logo comes along only where strangers may see it. */
export function looksOf(database: Database, publicUrl: string) {
  return async (tenantId: string): Promise<Look | null> => {
    const [, { rows }] = await database.run([inside(tenantId), bind(find, tenantId)])
    if (!rows[0]) return null
    const [slug, name, color, logo] = rows[0]
    return {
      name: String(name),
      color: color ? legibleColor(color, 'light') : null,
      logo: logo ? linkTo(publicUrl, `/api/brands/${encodeURIComponent(String(slug))}/logo?v=${logo}`) : null,
    }
  }
}
