import type { Secrets } from '@guildhall/sdk'
import { bind, prepare } from '../database/statement.ts'
import type { Operation } from './engine.ts'

const put = prepare(
  `insert into guildhall.kept_secrets as s (tenant_id, plugin, name, value) values ($1::uuid, $2, $3, $4::bytea)
   on conflict (tenant_id, plugin, name) do update set value = excluded.value`,
)
const read = prepare(
  `select encode(value, 'base64') from guildhall.kept_secrets where tenant_id = $1::uuid and plugin = $2 and name = $3`,
  ([value]) => Buffer.from(String(value), 'base64'),
)
const remove = prepare('delete from guildhall.kept_secrets where tenant_id = $1::uuid and plugin = $2 and name = $3')

/** Where a secret belongs; it opens nowhere else. */
export const placeOfSecret = (tenantId: string, plugin: string, name: string) => `${tenantId}/${plugin}.${name}`

/** What plugins keep encrypted, in the transaction of an operation. */
export function secretsOf({ context, engine, unit }: Operation): Secrets {
  const tenantId = context.tenant.id
  return {
    async keep(name, text) {
      const [plugin, own] = partsOf(name)
      const sealed = engine.vault.sealSecret(placeOfSecret(tenantId, plugin, own), text)
      unit.queue(bind(put, tenantId, plugin, own, `\\x${sealed.toString('hex')}`))
    },
    async open(name) {
      const [plugin, own] = partsOf(name)
      const [{ rows }] = await unit.run(bind(read, tenantId, plugin, own))
      return rows[0] ? engine.vault.openSecret(placeOfSecret(tenantId, plugin, own), rows[0]) : null
    },
    async forget(name) {
      unit.queue(bind(remove, tenantId, ...partsOf(name)))
    },
  }
}

function partsOf(name: string): readonly [plugin: string, name: string] {
  const end = name.indexOf('.')
  return [name.slice(0, end), name.slice(end + 1)]
}
