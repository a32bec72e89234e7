import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { isUuid } from '../access/operand.ts'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { journalForbidden } from '../identity/errors.ts'
import { journalEvents } from '../identity/journal.ts'
import { asInstant } from '../records/codec.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { repeating } from '../records/transact.ts'
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

/** When the people of a tenant signed in to it. For whoever may change all of them, as the login journal is. */
export function signInRoutes({ engine }: { readonly engine: Engine }): FastifyPluginCallback {
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
    done()
  }
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
