import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { isUuid } from '../access/operand.ts'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { journalForbidden } from '../identity/errors.ts'
import { type Caller, journalEntry, journalEvents } from '../identity/journal.ts'
import { callerOf } from '../identity/routes/deps.ts'
import { endSessions } from '../identity/sessions.ts'
import { asInstant } from '../records/codec.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { repeating, transact } from '../records/transact.ts'
import type { Plans } from '../tenancy/plans.ts'
import { beyondOwnRights } from './errors.ts'
import { readRoles, requireHeld } from './grants.ts'
import '../http/request.ts'

/** Only what happened here: where else a person signs in is his own affair. */
const newest = prepare(
  `select m.person_id, max(j.at) from guildhall.login_journal j join guildhall.memberships m on m.tenant_id = $1::uuid and m.user_id = j.user_id
   where j.tenant_id = $1::uuid and j.event = 'login' group by m.person_id`,
  ([person, at]) => ({ person: String(person), at: asInstant(String(at)) }),
)
const ofPerson = prepare(
  `select j.id, j.at, j.event, j.ip, j.agent from guildhall.login_journal j join guildhall.memberships m on m.tenant_id = $1::uuid and m.user_id = j.user_id
   where j.tenant_id = $1::uuid and m.person_id = $2::uuid order by j.id desc limit 20`,
  ([id, at, event, ip, agent]) => ({
    id: Number(id),
    at: asInstant(String(at)),
    event: String(event),
    ip: ip ?? null,
    agent: agent ?? null,
  }),
)
const exists = prepare(
  'select 1 from guildhall.people where tenant_id = $1::uuid and id = $2::uuid',
  ([found]) => found,
)

const loginOf = prepare(
  `select m.user_id, u.superadmin, (select to_jsonb(array_agg(l.target_id)) from guildhall.people__roles l where l.tenant_id = m.tenant_id and l.owner_id = m.person_id)
   from guildhall.memberships m join guildhall.people p on p.tenant_id = m.tenant_id and p.id = m.person_id join guildhall.users u on u.id = m.user_id
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and p.status = 'active'`,
  ([userId, superadmin, roles]) => ({
    userId: String(userId),
    isSuperadmin: superadmin === 't',
    roles: JSON.parse(roles ?? '[]') as string[],
  }),
)

/** When the people of a tenant signed in to it. For whoever may change all of them, as the login journal is. */
export function signInRoutes({
  engine,
  plans,
}: {
  readonly engine: Engine
  readonly plans: () => Plans
}): FastifyPluginCallback {
  return (app, _options, done) => {
    const route = (operationId: string, schema: object) => ({
      config: { access: 'signedIn' as const },
      schema: { tags: ['people'], operationId, summary: `core:openapi.people.${operationId}`, ...schema },
    })
    app.get('/api/sign-ins', route('lastSignIns', { response: { 200: Type.Array(lastSchema) } }), (request) =>
      repeating(engine, request.contextSource, async (context) => {
        const [{ rows }] = await readInTenant(engine.database, entryOf(context), [bind(newest, context.tenant.id)])
        requireJournal(context)
        return rows
      }),
    )
    app.get<{ Params: { person: string } }>(
      '/api/sign-ins/:person',
      route('signInsOfPerson', {
        params: Type.Object({ person: Type.String() }),
        response: { 200: Type.Array(entrySchema) },
      }),
      (request) =>
        repeating(engine, request.contextSource, async (context) => {
          requireJournal(context)
          const { person } = request.params
          if (!isUuid(person)) throw notFound({ resource: 'people' })
          const [known, { rows }] = await readInTenant(engine.database, entryOf(context), [
            bind(exists, context.tenant.id, person),
            bind(ofPerson, context.tenant.id, person),
          ])
          if (known.rows.length === 0) throw notFound({ resource: 'people' })
          return rows
        }),
    )
    app.delete<{ Params: { person: string } }>(
      '/api/sign-ins/:person/sessions',
      {
        ...route('signOutPerson', {
          params: Type.Object({ person: Type.String() }),
          response: { 200: Type.Object({ person: Type.String() }) },
        }),
        config: { access: 'signedIn', acting: 'refused' },
      },
      (request) =>
        transact(engine, request.contextSource, async (operation) => {
          await signOut(operation, plans(), request.params.person, callerOf(request))
          return { person: request.params.person }
        }),
    )
    done()
  }
}

/** Wherever he is signed in, because a session is the person's and not the tenant's. Never of one who holds more than whoever ends them. @throws 403, 404 */
async function signOut(operation: Operation, plans: Plans, person: string, caller: Caller): Promise<void> {
  const { context, unit } = operation
  requireJournal(context)
  if (!isUuid(person)) throw notFound({ resource: 'people' })
  const [{ rows }] = await unit.run(bind(loginOf, context.tenant.id, person))
  const [found] = rows
  if (!found) throw notFound({ resource: 'people' })
  const { userId, isSuperadmin, roles } = found
  if (isSuperadmin && context.outside !== 'superadmin') throw beyondOwnRights({ resources: [] })
  requireHeld(operation, plans, await readRoles(operation, roles))
  const at = context.clock.now()
  unit.queue(endSessions(userId, at, 'revoked'))
  unit.queue(
    journalEntry({ at, event: 'logout', userId, tenantId: context.tenant.id, byUserId: context.userId, ...caller }),
  )
}

/** Who may change every person of a tenant sees how they come and go. */
export function seesJournal({ plan }: Context): boolean {
  return plan.verdict('people', 'update') === 'always' && plan.fields('people', 'update').mode === 'all'
}

function requireJournal(context: Context): void {
  if (!seesJournal(context)) throw journalForbidden()
}

const text = Type.Unsafe({ type: ['string', 'null'] })
const lastSchema = Type.Object({ person: Type.String(), at: Type.String() })
const entrySchema = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  event: Type.Unsafe({ type: 'string', enum: journalEvents }),
  ip: text,
  agent: text,
})
