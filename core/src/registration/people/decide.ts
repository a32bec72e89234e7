import { bind } from '../../database/statement.ts'
import { readRoles, requireHeld } from '../../people/grants.ts'
import type { Context } from '../../records/context.ts'
import type { Engine, Operation } from '../../records/engine.ts'
import type { Tenancy } from '../../tenancy/tenancy.ts'
import { notWaiting, registrationNotFound } from '../errors.ts'
import { admitTo, inNameOf, inWords, keepDecision, tell } from './admit.ts'
import { registrationDecided } from './events.ts'
import { registrationSettings } from './settings.ts'
import * as sql from './statements.ts'

export interface DecideOptions {
  readonly engine: Engine
  readonly tenancy: Tenancy
}

/**
 * Lets somebody in who waits.
 * @param by who does it; nobody where whoever runs the installation does
 * @throws 403 for roles beyond the actor's own, 404, 409 when it was decided before or there is no room
 */
export async function approve(options: DecideOptions, tenantId: string, id: string, by: Context | null): Promise<void> {
  const settings = await registrationSettings(options.engine.database, tenantId)
  await decide(options, tenantId, id, by, async (operation) => {
    if (by)
      requireHeld({ ...operation, context: by }, options.tenancy.plans, await readRoles(operation, settings.roles))
    return admitTo(operation, id, 'waiting', settings)
  })
}

/** Tells somebody who waits that he is not let in, and why. @throws 404, 409 */
export async function refuse(
  options: DecideOptions,
  tenantId: string,
  id: string,
  { reason, by }: { readonly reason: string; readonly by: Context | null },
): Promise<void> {
  await decide(options, tenantId, id, by, async ({ unit, context }) => {
    const [{ rows }] = await unit.run(
      bind(sql.claim, tenantId, id, 'waiting', 'refused', context.clock.now(), reason.trim()),
    )
    unit.queue(bind(sql.forgetSecrets, tenantId, id))
    return rows.length > 0
  })
}

async function decide(
  { engine, tenancy }: DecideOptions,
  tenantId: string,
  id: string,
  by: Context | null,
  work: (operation: Operation) => Promise<boolean>,
): Promise<void> {
  const source = inNameOf(tenancy.asSystem(tenantId, 'registration.decided'), by)
  await inWords(engine, source, async (operation) => {
    const { unit } = operation
    const [{ rows }] = await unit.run(bind(sql.one, tenantId, id))
    if (!rows[0]) throw registrationNotFound()
    if (!(await work(operation))) throw notWaiting()
    const [{ rows: after }] = await unit.run(bind(sql.one, tenantId, id))
    keepDecision(operation, id, after[0]?.status === 'refused' ? 'refuse' : 'approve')
    tell(operation, registrationDecided.name, id)
  })
}
