import { bind, prepare } from '../database/statement.ts'
import type { Engine } from '../records/engine.ts'
import { openScope } from '../records/scope.ts'
import { transact } from '../records/transact.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import { loginsResource } from './logins.ts'

export interface Login {
  readonly tenantId: string
  readonly userId: string
  readonly at: string
  readonly way: string | null
}

const personOf = prepare(
  'select person_id from guildhall.memberships where tenant_id = $1::uuid and user_id = $2::uuid',
  ([id]) => String(id),
)

/** Who reaches a tenant from outside is none of its people, and is not kept. */
export function keepLogins(engine: Engine, tenancy: Pick<Tenancy, 'contextForSystem'>) {
  return ({ tenantId, userId, at, way }: Login): Promise<void> =>
    transact(
      engine,
      (fresh) => tenancy.contextForSystem(tenantId, 'logins', { fresh }),
      async (operation) => {
        const [{ rows }] = await operation.unit.run(bind(personOf, tenantId, userId))
        const [person] = rows
        if (person) await openScope(operation).records(loginsResource).create({ person, at, way })
      },
    )
}
