import { archetypes, baseActions, type DeclaredResource, defineError, type Fields, Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import type { AnyRule } from '../access/ability.ts'
import { namesOf } from '../access/attribute.ts'
import { ruleKey } from '../access/roles.ts'
import { actionsOf } from '../access/rules.ts'
import { customLabel } from '../custom-fields/words.ts'
import { readInTenant } from '../database/enter.ts'
import { lacking, ownPlan } from '../people/grants.ts'
import type { Installed } from '../plugins/host.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { repeating, transact } from '../records/transact.ts'
import type { Plans } from '../tenancy/plans.ts'
import { beginLook, type Wanted } from '../tenancy/seeing.ts'
import { describeField } from './manifest/resources.ts'

const rolesNeeded = defineError('access.roles_needed', 403)

export interface RoleDeps {
  readonly engine: Engine
  readonly installed: Pick<Installed, 'resourcesOf'>
  readonly plans: Plans
}

/** What an editor of roles needs to know, and looking in another's place. */
export function roleRoutes({ engine, installed, plans }: RoleDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    const route = (operationId: string, schema: object) => ({
      config: { access: 'signedIn' as const },
      schema: { tags: ['access'], operationId, summary: `core:openapi.access.${operationId}`, ...schema },
    })
    app.get('/api/access/catalogue', route('catalogue', { response: { 200: catalogueSchema } }), (request) =>
      repeating(engine, request.contextSource, async (context) => {
        await readInTenant(engine.database, entryOf(context), [])
        if (!context.plan.has('roles', 'update')) throw rolesNeeded()
        // The rules that plugins add to each other's resources are among them.
        const declared = new Map(installed.resourcesOf(context.plugins).map(({ name, rules }) => [name, rules]))
        return {
          resources: modelsOf(context).map((model) => describe(context, model, declared.get(model.name) ?? {})),
        }
      }),
    )
    const seeAs = route('seeAs', { body: wantedSchema, response: { 201: lookSchema } })
    app.post<{ Body: Wanted }>(
      '/api/access/see-as',
      { ...seeAs, config: { ...seeAs.config, acting: 'refused' } },
      async (request, reply) =>
        reply
          .code(201)
          .send(await transact(engine, request.contextSource, (operation) => beginLook(operation, request.body))),
    )
    done()
  }

  function modelsOf({ plugins, plan }: Context): ResourceModel[] {
    return [...plan.registry.models.values()].filter(({ plugin }) => plugins.has(plugin))
  }

  function describe(context: Context, model: ResourceModel, declared: DeclaredResource['rules']) {
    const { name, plugin, title } = model
    const label = (part: string) => `${plugin}:resources.${name}.${part}`
    const own = ownPlan(context, plans)
      .roles(name)
      .flatMap(({ rules }) => rules.map(({ rule }) => rule))
    return {
      name,
      plugin,
      noun: label('noun'),
      title,
      actions: actionsOf(model).map((action) => ({
        name: action,
        label: isBase(action) ? `core:actions.${action}` : label(`actions.${action}`),
        base: isBase(action),
        destructive: model.actions.get(action)?.destructive === true || action === 'delete',
        ...grantable(context, model, action, own),
      })),
      fields: fieldsOf(context, model, label),
      rules: Object.fromEntries(
        archetypes.map((archetype) => [
          archetype,
          (declared[archetype] ?? []).map((rule) => ({ key: ruleKey(name, rule as AnyRule), rule })),
        ]),
      ),
    }
  }

  /** Whether he may give the whole action; where not, the rules of his own that he may pass on as they are. */
  function grantable(context: Context, { name }: ResourceModel, action: string, own: readonly AnyRule[]) {
    const mayGive = (rule: AnyRule) => lacking(context, plans, [{ resource: name, rules: [rule] }]).length === 0
    if (mayGive({ action })) return { grantable: 'all' }
    const held = own
      .filter((rule) => !rule.inverted && (rule.action === action || rule.action === 'manage'))
      .map((rule) => ({ ...rule, action }))
      .filter(mayGive)
    return { grantable: held.length > 0 ? 'part' : 'none', held }
  }

  function fieldsOf({ plugins }: Context, model: ResourceModel, label: (part: string) => string) {
    const isThere = (target: string | undefined) =>
      target === undefined || plugins.has(engine.registry.models.get(target)?.plugin ?? '')
    const reachable = [...model.fields.values()].filter(({ definition }) => isThere(definition.target))
    const declared = reachable.map(({ name, definition, custom }) => ({
      ...describeField(name, definition),
      label: custom ? customLabel(model.name, custom.key) : label(`fields.${name}`),
      ...(custom && { custom: true }),
    }))
    const others = namesOf(model)
      .filter((name) => !model.fields.has(name) && systemKinds[name])
      .map((name) => ({
        ...describeField(name, systemKinds[name] as Fields[string]),
        label: `core:fields.${name}`,
        system: true,
      }))
    return [...declared, ...others]
  }
}

const instant = { kind: 'instant', schema: {} }
const person = { kind: 'actor', schema: {} }
/** What every record has and a condition or a list of fields may speak of. */
const systemKinds: Readonly<Record<string, unknown>> = {
  createdAt: instant,
  createdBy: person,
  updatedAt: instant,
  updatedBy: person,
  archivedAt: instant,
}

const isBase = (action: string) => (baseActions as readonly string[]).includes(action)

const anyObject = Type.Object({}, { additionalProperties: true })
const wantedSchema = Type.Object(
  {
    kind: Type.Unsafe<Wanted['kind']>({ type: 'string', enum: ['person', 'role'] }),
    id: Type.String({ format: 'uuid' }),
  },
  { additionalProperties: false },
)
const lookSchema = Type.Object({
  id: Type.String(),
  until: Type.String(),
  seen: Type.Object({ kind: Type.String(), id: Type.String(), label: Type.String() }),
})
const catalogueSchema = Type.Object({
  resources: Type.Array(
    Type.Object({
      name: Type.String(),
      plugin: Type.String(),
      noun: Type.String(),
      title: Type.Unsafe({ type: ['string', 'null'] }),
      actions: Type.Array(
        Type.Object({
          name: Type.String(),
          label: Type.String(),
          base: Type.Boolean(),
          destructive: Type.Boolean(),
          grantable: Type.Unsafe({ type: 'string', enum: ['all', 'part', 'none'] }),
          held: Type.Optional(Type.Array(anyObject)),
        }),
      ),
      fields: Type.Array(anyObject),
      rules: Type.Record(Type.String(), Type.Array(Type.Object({ key: Type.String(), rule: anyObject }))),
    }),
  ),
})
