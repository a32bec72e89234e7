import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sqlState, violationOf } from '../database/violation.ts'
import { installationHistory } from '../http/installation-history.ts'
import { canonicalLanguage } from '../i18n/languages.ts'
import { ownName } from '../i18n/vocabulary.ts'
import { invalid } from '../records/errors.ts'
import { overtakeInstallation } from './changes.ts'
import { languageInUse, languageShipped, languageThere, unknownLanguage } from './errors.ts'
import {
  addLanguage,
  describeLanguage,
  languageSchema,
  removeLanguage,
  tenantsSpeaking,
  wordedLanguages,
} from './languages.ts'
import { installationLayer, type LayerDeps } from './layers.ts'

const tag = Type.String({ minLength: 2, maxLength: 35 })
const newLanguage = Type.Object(
  { language: tag, name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  { additionalProperties: false },
)

/** The languages of the installation; added and removed by superadmins. */
export function installationLanguages(app: FastifyInstance, deps: LayerDeps): void {
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
