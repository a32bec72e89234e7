import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import { tellByField } from '../http/schema-errors.ts'
import { canonicalLanguage } from '../i18n/languages.ts'
import { ownName } from '../i18n/vocabulary.ts'
import { entryOf } from '../records/context.ts'
import { invalid } from '../records/errors.ts'
import { historyOfAct } from '../records/record-act.ts'
import { repeating, transact } from '../records/transact.ts'
import { overtakeInstallation } from './changes.ts'
import { languageInUse, languageShipped, languageThere, unknownLanguage } from './errors.ts'
import { installationHistory } from './installation-history.ts'
import {
  addLanguage,
  describeLanguage,
  languageSchema,
  languagesOn,
  removeLanguage,
  requireSensible,
  switchLanguages,
  tenantLanguagesSchema,
  tenantsSpeaking,
  wordedLanguages,
} from './languages.ts'
import { installationLayer, type LayerDeps, requireWords, tenantLayer } from './layers.ts'
import { wordRoutes } from './word-routes.ts'

const tag = Type.String({ minLength: 2, maxLength: 35 })
const switchBody = Type.Object(
  { languages: Type.Unsafe({ anyOf: [Type.Array(tag, { maxItems: 200, uniqueItems: true }), { type: 'null' }] }) },
  { additionalProperties: false },
)
const newLanguage = Type.Object(
  { language: tag, name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  { additionalProperties: false },
)

/** What a tenant calls things, and the languages of the installation with what they say to everybody. */
export function vocabularyRoutes(deps: LayerDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    tenantLanguages(app, deps)
    installationLanguages(app, deps)
    wordRoutes(app, tenantLayer(deps), deps)
    wordRoutes(app, installationLayer(deps), deps)
    done()
  }
}

function tenantLanguages(app: FastifyInstance, deps: LayerDeps): void {
  const { engine, vocabulary } = deps
  const layer = tenantLayer(deps)
  const route = (operationId: string, schema: object) => ({
    config: { access: layer.access },
    schema: {
      tags: ['vocabulary'],
      operationId,
      summary: `core:openapi.words.${operationId}`,
      response: { 200: tenantLanguagesSchema },
      ...schema,
    },
  })

  async function languagesOf(request: FastifyRequest) {
    await vocabulary.refresh()
    const { own, on } = await repeating(engine, request.contextSource, async (context) => {
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [languagesOn(context.tenant.id)])
      requireWords(context)
      return { own: context.tenant.language, on: rows[0] ?? null }
    })
    const languages = []
    for (const offered of wordedLanguages(vocabulary)) {
      const described = describeLanguage(offered, await layer.read(request, offered.language))
      const { language } = offered
      languages.push({ ...described, on: on === null || on.includes(language), default: language === own })
    }
    return { default: own, languages }
  }

  app.get('/api/vocabulary', route('vocabulary', {}), languagesOf)
  app.patch<{ Body: { languages: readonly string[] | null } }>(
    '/api/vocabulary',
    route('switchLanguages', { body: switchBody }),
    async (request) => {
      const { languages } = request.body
      await vocabulary.refresh()
      await transact(engine, request.contextSource, async ({ context, unit }) => {
        requireWords(context)
        if (languages) requireSensible(vocabulary, languages, context.tenant.language)
        const [{ rows }] = await unit.run(languagesOn(context.tenant.id))
        const act = { before: { languages: rows[0] ?? null }, after: { languages } }
        unit.queue(historyOfAct(context, { kind: 'words', action: 'languages', ...act }))
        unit.queue(switchLanguages(context.tenant.id, languages))
      })
      return languagesOf(request)
    },
  )
}

function installationLanguages(app: FastifyInstance, deps: LayerDeps): void {
  const { engine, vocabulary } = deps
  const { database, clock } = engine
  const layer = installationLayer(deps)
  const route = (operationId: string, schema: object) => ({
    config: { access: 'superadmin' as const },
    schema: { tags: ['languages'], operationId, summary: `core:openapi.words.${operationId}`, ...schema },
  })
  const describe = async (request: FastifyRequest, language: string) => {
    const offered = wordedLanguages(vocabulary).find((each) => each.language === language)
    if (!offered) throw unknownLanguage()
    return describeLanguage(offered, await layer.read(request, language))
  }

  app.get('/api/languages', route('languages', { response: { 200: Type.Array(languageSchema) } }), async (request) => {
    await vocabulary.refresh()
    return Promise.all(wordedLanguages(vocabulary).map(({ language }) => describe(request, language)))
  })
  app.post<{ Body: { language: string; name?: string } }>(
    '/api/languages',
    route('addLanguage', { body: newLanguage, response: { 201: languageSchema } }),
    async (request, reply) => {
      await vocabulary.refresh()
      const language = canonicalLanguage(request.body.language)
      if (!language || language !== request.body.language)
        throw invalid({}, [{ path: 'language', code: 'words.unknown_language' }])
      const taken = languageThere({ language }, [{ path: 'language', code: languageThere.code, params: { language } }])
      if (vocabulary.languagesOffered().some((offered) => offered.language === language)) throw taken
      const name = request.body.name?.trim() || ownName(language)
      const act = { kind: 'languages', action: 'create', after: { language, name } }
      await database
        .run([
          addLanguage(language, name, clock.now()),
          ...overtakeInstallation(),
          ...(await installationHistory(request, act)),
        ])
        .catch((error: unknown) => {
          throw violationOf(error)?.code === sqlState.unique ? taken : error
        })
      await vocabulary.refresh()
      return reply.code(201).send(await describe(request, language))
    },
  )
  app.delete<{ Params: { language: string } }>(
    '/api/languages/:language',
    route('removeLanguage', {
      params: Type.Object({ language: Type.String() }),
      response: { 200: languageSchema },
    }),
    async (request) => {
      await vocabulary.refresh()
      const { language } = request.params
      const described = await describe(request, language)
      if (!described.added) throw languageShipped({ language })
      const [{ rows: tenants }] = await database.run([tenantsSpeaking(language)])
      if (tenants.length > 0) throw languageInUse({ language, tenants })
      const act = { kind: 'languages', action: 'delete', before: { language, name: described.name } }
      await database.run([
        ...removeLanguage(language),
        ...overtakeInstallation(),
        ...(await installationHistory(request, act)),
      ])
      await vocabulary.refresh()
      return described
    },
  )
}
