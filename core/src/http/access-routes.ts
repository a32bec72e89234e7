import { defineError, Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { RoleName } from '../access/ability.ts'
import { type ExplainedRule, explain } from '../access/explain.ts'
import { actionsOf } from '../access/rules.ts'
import { withoutScopes } from '../access/scopes.ts'
import { bindValues } from '../database/assemble.ts'
import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { codecOf, isTrue } from '../records/codec.ts'
import { bindContextOf, type Context, entryOf, momentsOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { badQuery, notFound } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { present, selectOne } from '../records/read.ts'
import { stateFieldOf, statesOf } from '../records/reader.ts'
import { selectRows } from '../records/select.ts'
import { repeating } from '../records/transact.ts'
import { compileInput } from '../records/validate.ts'
import { type RoleContent, roleKey } from '../tenancy/plans.ts'
import { describedOnly } from './described-only.ts'
import type { Identification } from './identify.ts'

const rolesNeeded = defineError('access.roles_needed', 403)

export interface AccessDeps {
  readonly engine: Engine
  readonly identification: Pick<Identification, 'contextFor'>
}

const uuid = Type.String({ format: 'uuid' })
const canQuery = Type.Object(
  { resource: Type.String(), action: Type.String(), id: Type.Optional(uuid), field: Type.Optional(Type.String()) },
  { additionalProperties: false },
)
const explainQuery = Type.Object({ ...canQuery.properties, user: Type.Optional(uuid) }, { additionalProperties: false })

type Asked = { resource: string; action: string; id?: string; field?: string; user?: string }

/** `GET /api/access/can` and `/explain`: whether somebody may do something, and which rule of which role says so. */
export function accessRoutes({ engine, identification }: AccessDeps): FastifyPluginCallback {
  const judgeCan = compileInput(canQuery)
  const judgeExplain = compileInput(explainQuery)

  return (app: FastifyInstance, _options, done) => {
    const route = (operationId: string, querystring: object, response: object) => ({
      config: { access: 'signedIn' as const, keys: 'accepted' as const },
      ...describedOnly,
      schema: {
        tags: ['access'],
        operationId,
        summary: `core:openapi.access.${operationId}`,
        querystring,
        response: { 200: response },
      },
    })
    app.get('/api/access/can', route('can', canQuery, Type.Object({ can: Type.Boolean() })), async (request) => {
      judgeCan(request.query)
      const asked = request.query as Asked
      return { can: await repeating(engine, request.contextSource, (context) => may(context, asked)) }
    })
    app.get('/api/access/explain', route('explain', explainQuery, explanationSchema), async (request) => {
      judgeExplain(request.query)
      const asked = request.query as Asked
      return repeating(engine, request.contextSource, async (asking) => {
        const model = modelFor(asking, asked)
        const other = asked.user !== undefined && asked.user !== asking.me
        if (other && !asking.plan.has('roles', 'read')) throw rolesNeeded()
        const judged = other ? await contextOf(request, asking, asked.user ?? '') : asking
        return asked.id ? explainOn(asking, judged, model, asked.id, asked) : explainInGeneral(judged, model, asked)
      })
    })
    done()
  }

  function modelFor(context: Context, { resource, action }: Asked): ResourceModel {
    const model = engine.registry.models.get(resource)
    if (!model || !context.plugins.has(model.plugin))
      throw badQuery({}, [{ path: 'resource', code: 'access.resource_unknown', params: { resource } }])
    if (!actionsOf(model).includes(action))
      throw badQuery({}, [{ path: 'action', code: 'access.action_unknown', params: { action } }])
    return model
  }

  async function may(context: Context, asked: Asked): Promise<boolean> {
    const model = modelFor(context, asked)
    const { action, id, field } = asked
    if (!id) {
      if (!context.plan.has(model.name, action)) return false
      const rights = context.plan.fields(model.name, action)
      return !field || rights.mode !== 'some' || rights.names.has(field)
    }
    const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
      selectOne(context, model, id, { withCan: true }),
    ])
    const found = rows[0] && present(context, model, rows[0], true)
    if (!found) return false
    if (action === 'read') return !field || field in found
    const { actions, fields } = found._can as { actions: string[]; fields: true | string[] }
    return actions.includes(action) && (!field || fields === true || fields.includes(field))
  }

  /** The record is judged with the other's rights and shown with those of whoever asks. */
  async function explainOn(
    asking: Context,
    judged: Context,
    model: ResourceModel,
    id: string,
    { action, field }: Asked,
  ) {
    const codec = codecOf(model)
    const facts = judged.plan.facts(model.name, [action, 'read'])
    const whole = selectRows(
      {
        model,
        columns: [
          ...codec.columns.map(({ sql }) => ({ text: sql, binds: [] })),
          ...facts.map((fact) => fact.fragment('t')),
        ],
        where: [{ text: 't.id = ?::uuid', binds: [{ kind: 'value', index: 0 }] }],
      },
      (row) => ({
        record: codec.decode(row),
        facts: new Map(facts.map(({ key }, index) => [key, isTrue(row[codec.columns.length + index])])),
      }),
    )
    const [visible, stored] = await readInTenant(engine.database, entryOf(asking), [
      selectOne(asking, model, id),
      { statement: whole.statement, values: bindValues(whole.binds, bindContextOf(judged), [id]) },
    ])
    const [loaded] = stored.rows
    const shown = visible.rows[0] && present(asking, model, visible.rows[0])
    if (!shown || !loaded) throw notFound()
    const { allowed, decidedBy, rules } = explain(
      judged.plan,
      model.name,
      action,
      { ...loaded, context: momentsOf(judged) },
      field,
    )
    const open = (rule: ExplainedRule) =>
      written(judged, rule, (path) => (path.split('.')[0] ?? '') in shown || path === '$me')
    return {
      allowed,
      ...standing(model, loaded.record, action),
      decidedBy: decidedBy && open(decidedBy),
      rules: rules.map(open),
    }
  }

  function explainInGeneral(judged: Context, model: ResourceModel, { action }: Asked) {
    const { plan } = judged
    const speaking = plan
      .roles(model.name)
      .flatMap(({ role, rules }) =>
        rules
          .filter(({ rule }) => rule.action === action || rule.action === 'manage')
          .map(({ rule }) => ({ role, rule })),
      )
    return {
      allowed: plan.has(model.name, action),
      verdict: plan.verdict(model.name, action),
      decidedBy: null,
      rules: speaking
        .toReversed()
        .map(({ role, rule }) => ({ role: calledRole(judged, role), rule, holds: null, decisive: false, unmet: [] })),
    }
  }

  async function contextOf(request: FastifyRequest, asking: Context, personId: string): Promise<Context> {
    const [{ rows }] = await readInTenant(engine.database, entryOf(asking), [
      bind(findUser, asking.tenant.id, personId),
    ])
    if (!rows[0]) throw notFound()
    return identification.contextFor({
      userId: rows[0],
      tenantSlug: asking.tenant.slug,
      requestId: request.id,
      fresh: false,
    })
  }
}

const findUser = prepare(
  'select user_id from guildhall.memberships where tenant_id = $1::uuid and person_id = $2::uuid',
  ([userId]) => String(userId),
)

/** What else stands in the way besides rights. */
function standing(model: ResourceModel, record: Readonly<Record<string, unknown>>, action: string) {
  const definition = model.actions.get(action)
  const field = stateFieldOf(model, definition?.field)
  const from = definition?.from === undefined ? null : statesOf(definition.from)
  const isWrong = from !== null && field !== undefined && !from.includes(String(record[field]))
  return {
    ...(isWrong && { wrongState: { field, from } }),
    ...(record.archivedAt && action !== 'read' && action !== 'restore' && action !== 'delete'
      ? { archived: true }
      : {}),
  }
}

/** Values of fields the asker may not read stay out. */
function written(
  judged: Context,
  { role, rule, holds, decisive, unmet }: ExplainedRule,
  isOpen: (path: string) => boolean,
) {
  return {
    role: calledRole(judged, role),
    rule,
    holds,
    decisive,
    unmet: unmet.map(({ actual, ...rest }) => ({
      ...rest,
      ...(actual !== undefined && isOpen(rest.path) && { actual }),
    })),
  }
}

/** A plan knows roles by what they say; the tenant has names for them. */
function calledRole({ roles = [] }: Context, { id, name }: RoleName) {
  const own = roles.find(
    (role) => 'differences' in role && roleKey(role as unknown as RoleContent) === withoutScopes(id),
  )
  return own ? { id: own.id, name: own.name, archetype: own.archetype } : { id, name, archetype: name }
}

const explainedRule = Type.Object({
  role: Type.Object({ id: Type.String(), name: Type.String(), archetype: Type.String() }),
  rule: Type.Object({ action: Type.String() }, { additionalProperties: true }),
  holds: Type.Unsafe({ type: ['boolean', 'null'] }),
  decisive: Type.Boolean(),
  unmet: Type.Array(Type.Object({ path: Type.String(), operator: Type.String() }, { additionalProperties: true })),
})
const explanationSchema = Type.Object({
  allowed: Type.Boolean(),
  verdict: Type.Optional(Type.Unsafe({ type: 'string', enum: ['always', 'never', 'depends'] })),
  wrongState: Type.Optional(Type.Object({ field: Type.String(), from: Type.Array(Type.String()) })),
  archived: Type.Optional(Type.Boolean()),
  decidedBy: Type.Unsafe({ anyOf: [explainedRule, { type: 'null' }] }),
  rules: Type.Array(explainedRule),
})
