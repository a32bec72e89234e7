import type { PluginSetup } from '@guildhall/sdk'
import { bind, prepare } from '../../database/statement.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { operationOf } from '../../records/operation.ts'
import { type Administrator, administratorsQuery } from '../../tenancy/deletion/letters.ts'
import { registrationDecided, registrationVerified } from './events.ts'

const administrators = prepare(
  administratorsQuery,
  ([email, name, language, zone]): Administrator => ({
    email: String(email),
    name: String(name),
    language: String(language),
    zone: String(zone),
  }),
)
const decided = prepare(
  `select r.email, r.name, r.language, r.zone, r.status, r.reason from guildhall.registrations r where r.tenant_id = $1::uuid and r.id = $2::uuid`,
)

/** Administrators hear of who waits, and who waited hears what was decided; after the commit, and at last even if the mail server was away. */
export function tellOfRegistrations({ on }: Pick<PluginSetup, 'on'>, mailer: () => Mailer): void {
  on(registrationVerified, async ({ scope, event }) => {
    const { context, unit } = operationOf(scope)
    const { tenant } = context
    const [{ rows: found }, { rows }] = await unit.run(
      bind(decided, tenant.id, event.payload.id),
      bind(administrators, tenant.id),
    )
    const [newcomer] = found
    if (newcomer?.[4] !== 'waiting') return
    for (const { email, name, ...reader } of rows)
      await mailer().send({
        to: { address: email, name },
        template: 'registrationWaiting',
        ...reader,
        tenant,
        params: {
          name,
          newcomer: newcomer[1],
          email: newcomer[0],
          tenant: tenant.name,
          path: `/at/${tenant.slug}/registrations`,
        },
      })
  })

  on(registrationDecided, async ({ scope, event }) => {
    const { context, unit } = operationOf(scope)
    const { tenant } = context
    const [{ rows }] = await unit.run(bind(decided, tenant.id, event.payload.id))
    if (!rows[0]) return
    const [email, name, language, zone, status, reason] = rows[0]
    const isIn = status === 'admitted'
    await mailer().send({
      to: { address: String(email), name: String(name) },
      template: isIn ? 'registrationApproved' : 'registrationRefused',
      language: language ?? tenant.language,
      zone: zone ?? tenant.zone,
      tenant,
      params: {
        name: String(name),
        tenant: tenant.name,
        reason: reason ?? '',
        ...(isIn && { path: `/sign-in?next=${encodeURIComponent(`/at/${tenant.slug}`)}` }),
      },
    })
  })
}
