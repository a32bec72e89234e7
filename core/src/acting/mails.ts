import type { PluginSetup } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import type { Mailer } from '../mail/mailer.ts'
import { operationOf } from '../records/operation.ts'
import { actingBegun } from './events.ts'
import { mailOfActing } from './statements.ts'

/** Whoever is acted for learns who does it and why, unless the business has that switched off; the journal always says so. */
export function tellOfActing({ on }: Pick<PluginSetup, 'on'>, mailer: () => Mailer): void {
  on(actingBegun, async ({ scope, event }) => {
    if (scope.setting('core', 'tellOfActing') === false) return
    const { context, unit } = operationOf(scope)
    const { tenant } = context
    const [{ rows }] = await unit.run(bind(mailOfActing, tenant.id, event.payload.id))
    const [found] = rows
    if (!found) return
    const { email, name, language, zone, ...params } = found
    await mailer().send({
      to: { address: email, name },
      template: 'actingBegun',
      language: language ?? tenant.language,
      zone: zone ?? tenant.zone,
      tenant,
      params: { name, ...params, tenant: tenant.name, path: '/sessions' },
    })
  })
}
