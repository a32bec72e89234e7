import type { PluginSetup } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import type { Mailer } from '../mail/mailer.ts'
import { operationOf } from '../records/operation.ts'
import { keyCreated } from './events.ts'
import { mailOfKey } from './statements.ts'

/** Whoever has a key is told that he has one: it may have been another who made it. */
export function tellOfKeys({ on }: Pick<PluginSetup, 'on'>, mailer: () => Mailer): void {
  on(keyCreated, async ({ scope, event }) => {
    const { context, unit } = operationOf(scope)
    const { tenant } = context
    const [{ rows }] = await unit.run(bind(mailOfKey, tenant.id, event.payload.id))
    const [found] = rows
    if (!found) return
    const { email, name, language, zone, key, at } = found
    await mailer().send({
      to: { address: email, name },
      template: 'keyCreated',
      language: language ?? tenant.language,
      zone: zone ?? tenant.zone,
      tenant,
      params: { name, key, at, tenant: tenant.name, path: '/keys' },
    })
  })
}
