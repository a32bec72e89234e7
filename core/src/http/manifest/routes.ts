import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { mayAct } from '../../acting/begin.ts'
import { fieldNamespace } from '../../custom-fields/words.ts'
import { readInTenant } from '../../database/enter.ts'
import type { Vocabulary } from '../../i18n/vocabulary.ts'
import { importable } from '../../imports/fields.ts'
import { bringsIn } from '../../imports/imports.ts'
import { seesJournal } from '../../people/sign-ins.ts'
import type { AdminModule } from '../../plugins/admin-modules.ts'
import type { Installed } from '../../plugins/host.ts'
import { maySwitch } from '../../plugins/switching.ts'
import { looksAfterPrivacy } from '../../privacy/routes.ts'
import { type Context, entryOf } from '../../records/context.ts'
import type { Engine } from '../../records/engine.ts'
import { repeating } from '../../records/transact.ts'
import { widgetsFor } from '../../widgets/offered.ts'
import { archetypesOf } from '../archetypes.ts'
import { modulesFor } from '../backoffice/slots-for.ts'
import { describedOnly } from '../described-only.ts'
import { etagOf, unlessKnown } from '../etag.ts'
import type { SignedIn } from '../request.ts'
import { describeInput, resourcesFor } from './resources.ts'

export interface ManifestDeps {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
  /** The plugins' own screens. */
  readonly modules: readonly AdminModule[]
}

/** `GET /api/manifest`: all the backoffice needs to draw itself for this actor. Names of texts, not texts; those are at `/api/words/:language`. */
export function manifestRoutes({ engine, installed, vocabulary, modules }: ManifestDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    const schema = {
      tags: ['manifest'],
      operationId: 'manifest',
      summary: 'core:openapi.manifest.manifest',
      response: { 200: manifestSchema },
    }
    const options = {
      config: { access: 'signedIn' as const, seeAs: 'seen' as const, keys: 'accepted' as const },
      ...describedOnly,
      schema,
    }
    app.get('/api/manifest', options, async (request, reply) => {
      const manifest = await repeating(engine, request.contextSource, async (context) => {
        // Memory may be out of date; a look at the epochs says so.
        await readInTenant(engine.database, entryOf(context), [])
        return manifestFor(context, request.signedIn)
      })
      const body = JSON.stringify(manifest)
      reply.header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie, x-tenant, x-see-as')
      return unlessKnown(request, reply, etagOf(body), () =>
        reply.type('application/json; charset=utf-8').serializer(String).send(body),
      )
    })
    done()
  }

  function manifestFor(context: Context, signedIn: SignedIn | null): object {
    const { tenant, me, language, zone, plugins, plan, languages, seeing, acting } = context
    const actor = seeing ? { ...seeing, kind: 'person' } : { ...context.actor, ...(acting && { label: acting.name }) }
    const isSuperadmin = signedIn?.superadmin === true && !seeing
    const { epoch: _, ...shownTenant } = tenant
    const resources = resourcesFor(installed.plugins, context) as {
      name: string
      plugin: string
      noun: string
      views: { menu: string; icon?: string }
      rights: { read: string }
    }[]
    const on = installed.plugins.filter(({ name }) => plugins.has(name))
    return {
      tenant: shownTenant,
      ...(context.brand && { brand: context.brand }),
      actor: { id: actor.id, kind: actor.kind, label: actor.label },
      me,
      superadmin: isSuperadmin,
      ...(seeing && { seeing }),
      ...(acting && { acting: { by: acting.by.name, for: acting.name, reason: acting.reason, until: acting.until } }),
      archetypes: [...archetypesOf(plan)].sort(),
      language,
      zone,
      languages: vocabulary
        .languagesOffered()
        .filter((offered) => languages === null || [...languages, tenant.language].includes(offered.language))
        .map(({ language, name, direction }) => ({ language, name, direction })),
      words: { url: `/api/words/${language}`, namespaces: [...on.map(({ name }) => name), fieldNamespace] },
      plugins: on.map(({ name, version }) => ({ name, label: `${name}:plugin.name`, ...(version && { version }) })),
      resources,
      // Whoever judges by them lets one role suffice; within a role the later rule wins.
      rules: plan.rules.map(({ role, rules }) => ({
        role,
        rules: rules.filter(({ subject }) => plugins.has(engine.registry.models.get(subject)?.plugin ?? '')),
      })),
      menu: resources
        .filter(({ views, rights }) => views.menu !== 'hidden' && rights.read !== 'never')
        .map(({ name, plugin, noun, views }) => ({
          resource: name,
          plugin,
          label: noun,
          group: views.menu,
          ...(views.icon && { icon: views.icon }),
        })),
      widgets: widgetsFor(engine, installed, context).map(({ plugin, question: { kind, model, widget } }) => ({
        plugin,
        name: widget.name,
        label: `${plugin}:widgets.${widget.name}`,
        kind,
        resource: model.name,
        url: `/api/widgets/${plugin}/${widget.name}`,
      })),
      modules: modulesFor(modules, installed, engine.registry, context),
      settings: maySwitch(context)
        ? on
            .filter(({ settings }) => Object.keys(settings ?? {}).length > 0)
            .map(({ name, settings }) => ({
              plugin: name,
              label: `${name}:plugin.name`,
              url: `/api/plugins/${name}/settings`,
              fields: describeInput(settings ?? {}, (field) => `${name}:settings.${field}`),
            }))
        : [],
      pages: {
        plugins: maySwitch(context),
        fields: maySwitch(context),
        vocabulary: maySwitch(context),
        roles: plan.has('roles', 'read'),
        people: plan.has('people', 'read'),
        journal: seesJournal(context),
        privacy: looksAfterPrivacy(context),
        acting: mayAct(context) && !acting,
        links: seesJournal(context) && !acting && !seeing && !context.key,
        operations: maySwitch(context),
        settings: isSuperadmin || maySwitch(context),
        registrations: maySwitch(context),
        imports: bringsIn(context) && importable(context).length > 0,
        tenants: isSuperadmin,
        languages: isSuperadmin,
        providers: isSuperadmin,
        migrations: isSuperadmin,
      },
    }
  }
}

const anyObject = Type.Object({}, { additionalProperties: true })
const manifestSchema = Type.Object({
  tenant: anyObject,
  brand: Type.Optional(anyObject),
  actor: Type.Object({ id: Type.String(), kind: Type.String(), label: Type.String() }),
  me: Type.Unsafe({ type: ['string', 'null'] }),
  superadmin: Type.Boolean(),
  acting: Type.Optional(
    Type.Object({ by: Type.String(), for: Type.String(), reason: Type.String(), until: Type.String() }),
  ),
  seeing: Type.Optional(
    Type.Object({
      kind: Type.String(),
      id: Type.String(),
      label: Type.String(),
      leftOut: Type.Array(Type.String()),
    }),
  ),
  archetypes: Type.Array(Type.String()),
  language: Type.String(),
  zone: Type.String(),
  languages: Type.Array(Type.Object({ language: Type.String(), name: Type.String(), direction: Type.String() })),
  words: Type.Object({ url: Type.String(), namespaces: Type.Array(Type.String()) }),
  plugins: Type.Array(
    Type.Object({ name: Type.String(), label: Type.String(), version: Type.Optional(Type.String()) }),
  ),
  resources: Type.Array(anyObject),
  rules: Type.Array(anyObject),
  menu: Type.Array(anyObject),
  widgets: Type.Array(anyObject),
  modules: Type.Array(anyObject),
  settings: Type.Array(anyObject),
  pages: Type.Record(Type.String(), Type.Boolean()),
})
