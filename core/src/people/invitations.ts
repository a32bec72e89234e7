import { type Occurrence, type PluginSetup, recordEvent, type Scope } from '@guildhall/sdk'
import { bind, prepare } from '../database/statement.ts'
import { issueLink } from '../identity/links.ts'
import type { Mailer } from '../mail/mailer.ts'
import { operationOf } from '../records/operation.ts'
import { peopleResource } from './people.ts'

const invited = prepare(
  `select u.id, p.email, p.name, coalesce(p.language, u.language), coalesce(p.zone, u.zone)
   from guildhall.people p join guildhall.memberships m on m.tenant_id = p.tenant_id and m.person_id = p.id join guildhall.users u on u.id = m.user_id
   where p.tenant_id = $1::uuid and p.id = $2::uuid and p.status = 'invited'`,
  ([userId, email, name, language, zone]) => ({
    userId: String(userId),
    email: String(email),
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
  }),
)

/**
 * The mail with the link, in the receiver's language. It is sent after the commit by the outbox, so it comes once the person is really there,
 * and comes at last even if the mail server was away. Known or not, everybody gets the same one.
 */
export function sendInvitations({ on }: Pick<PluginSetup, 'on'>, mailer: () => Mailer): void {
  const send = async (scope: Scope, personId: string) => {
    const { context, engine, unit } = operationOf(scope)
    const { tenant } = context
    const [{ rows }] = await unit.run(bind(invited, tenant.id, personId))
    const [found] = rows
    if (!found) return
    const { userId, email, name, language, zone } = found
    const { secret, expiresAt } = await issueLink(
      { database: engine.database, clock: engine.clock },
      'invitation',
      userId,
      tenant.id,
    )
    await mailer().send({
      to: { address: email, name },
      template: 'invitation',
      language: language ?? tenant.language,
      zone: zone ?? tenant.zone,
      tenant,
      params: { name, tenant: tenant.name, expiresAt, path: `/invitation?token=${secret}` },
    })
  }
  const whenever = (
    past: string,
    isMeant: (event: Occurrence<ReturnType<typeof recordEvent>['schema']>) => boolean = () => true,
  ) =>
    on(recordEvent(peopleResource, past), async ({ scope, event }) => {
      if (isMeant(event)) await send(scope, event.payload.id)
    })
  whenever('created')
  whenever('invited')
  whenever('activated')
  whenever('updated', ({ payload }) => payload.changed.includes('email'))
}
