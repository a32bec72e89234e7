import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { shownName } from '../privacy/neutral.ts'
import { asInstant } from '../records/codec.ts'
import { type Context, entryOf } from '../records/context.ts'
import { namesShown } from '../records/custom/wire.ts'
import type { Engine } from '../records/engine.ts'
import { badQuery, notFound } from '../records/errors.ts'
import { modelIn, type ResourceModel } from '../records/model.ts'
import { open } from '../records/personal/fields.ts'
import { bytesOf, ownerOf } from '../records/personal/keys.ts'
import type { PersonalKey } from '../records/personal/vault.ts'
import { present, selectOne } from '../records/read.ts'
import { repeating } from '../records/transact.ts'
import { describedOnly } from './described-only.ts'
import type { ResourceSchemas } from './resource-schemas.ts'

/** What happened to a record, newest first, as far as the reader may see the record and its fields. */
export function historyRoute(
  app: FastifyInstance,
  engine: Engine,
  model: ResourceModel,
  schemas: ResourceSchemas,
): void {
  const options = {
    config: { access: { resource: model.name, action: 'read' }, seeAs: 'seen' as const },
    ...describedOnly,
    schema: schemas.history,
  }
  app.get(`/api/${model.name}/:id/history`, options, async (request, reply) => {
    const { id } = request.params as { id: string }
    if (!uuidPattern.test(id)) throw notFound()
    const { limit, before } = pageOf(request)
    const entries = await repeating(engine, request.contextSource, async (context) => {
      if (!context.plugins.has(model.plugin)) throw notFound()
      const [current, history] = await readInTenant(engine.database, entryOf(context), [
        selectOne(context, model, id),
        bind(select, context.tenant.id, model.name, id, before, limit),
      ])
      const shown = current.rows[0] && present(context, model, current.rows[0])
      const names = shown ? new Set(namesShown(shown)) : namesOfTheGone(context, model)
      if (!names || (!shown && history.rows.length === 0)) throw notFound()
      const isWhole = context.plan.fields(model.name, 'read').mode === 'all'
      return history.rows.map((entry) => {
        const { keyId, wrapped } = entry
        const key = keyId && wrapped && engine.vault.openKey(ownerOf(context, model, id), keyId, bytesOf(wrapped))
        return visible(named(entry, context), key || null, names, isWhole)
      })
    })
    const last = entries.at(-1)
    if (last && entries.length === limit) reply.header('x-next-cursor', last.id)
    return entries
  })
}

interface Entry {
  readonly id: string
  readonly action: string
  readonly version: number
  readonly at: string
  /** `for` is in whose place he acted. */
  readonly actor: { readonly id: string; readonly label: string; readonly kind: string; readonly for?: string } | null
  readonly reason: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly input: Readonly<Record<string, unknown>> | null
  readonly keyId: string | null
  /** None once the record was forgotten. */
  readonly wrapped: string | null
}

const select = prepare(
  `select h.id, h.action, h.version, h.at, h.actor_id, a.label, a.kind, f.label, h.reason, h.before, h.after, h.input, h.key_id, k.wrapped
   from guildhall.history h left join guildhall.personal_keys k on k.tenant_id = h.tenant_id and k.id = h.key_id left join guildhall.actors a on a.tenant_id = h.tenant_id and a.id = h.actor_id
   left join guildhall.actors f on a.kind = 'acting' and f.tenant_id = a.tenant_id and f.id = a.person_id
   where h.tenant_id = $1::uuid and h.resource = $2 and h.record_id = $3::uuid and ($4::uuid is null or h.id < $4::uuid)
   order by h.id desc limit $5::int`,
  ([id, action, version, at, actorId, label, kind, actsFor, reason, before, after, input, keyId, wrapped]): Entry => ({
    id: String(id),
    action: String(action),
    version: Number(version),
    at: asInstant(String(at)),
    actor: actorId
      ? { id: actorId, label: label ?? '', kind: kind ?? 'system', ...(actsFor && { for: actsFor }) }
      : null,
    reason: reason ?? null,
    before: before ? JSON.parse(before) : null,
    after: after ? JSON.parse(after) : null,
    input: input ? JSON.parse(input) : null,
    keyId: keyId ?? null,
    wrapped: wrapped ?? null,
  }),
)

/** Who was erased is called so, in the reader's language. */
function named(entry: Entry, { translate }: Context): Entry {
  const { actor } = entry
  if (!actor) return entry
  const { label, for: inPlaceOf } = actor
  return {
    ...entry,
    actor: { ...actor, label: shownName(label, translate), ...(inPlaceOf && { for: shownName(inPlaceOf, translate) }) },
  }
}

/** Who did it and when stands in fields of the record, and an action's input may say what its fields say: all follow their rights. */
function visible(entry: Entry, key: PersonalKey | null, names: ReadonlySet<string>, isWhole: boolean) {
  const { id, action, version, at, actor, reason, before, after, input } = entry
  const removed = new Set<string>()
  const read = (values: Entry['before'], isShown: (name: string) => boolean) => {
    const opened = open(Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => isShown(name))), key)
    for (const name of opened.removed) removed.add(name)
    return opened.values
  }
  const shown = (values: Entry['before']) => read(values, (name) => names.has(name))
  const told = isWhole && input !== null ? { input: read(input, () => true) } : {}
  return {
    id,
    action,
    version,
    ...(names.has('updatedAt') && { at }),
    ...(names.has('updatedBy') && { actor, ...(reason && { reason }) }),
    ...(before && { before: shown(before) }),
    ...(after && { after: shown(after) }),
    ...told,
    ...(removed.size > 0 && { removed: [...removed] }),
  }
}

/** Of a record that is gone no rule can ask anything: its past is there for those who may read every record of its kind. */
function namesOfTheGone({ plan }: Context, model: ResourceModel): ReadonlySet<string> | null {
  if (plan.verdict(model.name, 'read') !== 'always') return null
  const rights = plan.fields(model.name, 'read')
  if (rights.mode === 'some') return rights.names
  const all = ['updatedAt', 'updatedBy', ...modelIn(plan, model).fields.keys()]
  return new Set(
    rights.mode === 'all'
      ? all
      : all.filter((name) => plan.condition(model.name, 'read', name) === plan.condition(model.name, 'read')),
  )
}

const uuidPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

function pageOf(request: FastifyRequest): { limit: number; before: string | null } {
  const { limit = '25', cursor, ...rest } = request.query as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown) throw badQuery({}, [{ path: unknown, code: 'validation.unknown_property' }])
  if (!/^[1-9]\d?$|^100$/.test(String(limit))) throw badQuery({}, [{ path: 'limit', code: 'validation.pattern' }])
  if (cursor !== undefined && !uuidPattern.test(String(cursor)))
    throw badQuery({}, [{ path: 'cursor', code: 'validation.pattern' }])
  return { limit: Number(limit), before: cursor === undefined ? null : String(cursor) }
}
